# The kernel's texts, in the order of ../en/kernel.ftl
