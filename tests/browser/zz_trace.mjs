import { launch, sleep } from "./lib.mjs"; import { readFileSync } from "node:fs";
const [url, path="/c/shade-for-the-upper-kaveri", w="390", cpu="4", n="5"] = process.argv.slice(2); const width=+w;
const stat=()=>{const f=readFileSync("/proc/stat","utf8").split("\n")[0].split(/\s+/).slice(1).map(Number); return [f[0]+f[1]+f[2]+f[5]+f[6], f.reduce((a,b)=>a+b,0)]};
const b=await launch((process.env.CHROME_ARGS??"").split(" ").filter(Boolean));
for (let k=0;k<+n;k++){
const c=await b.newContext({viewport:{width,height:width<600?844:900}}); const p=await c.newPage(); const d=await c.newCDPSession(p);
const events=[]; const bs=await b.newBrowserCDPSession();
bs.on("Tracing.dataCollected",e=>events.push(...e.value));
await d.send("Network.enable"); await d.send("Network.emulateNetworkConditions",{offline:false,latency:150,downloadThroughput:200000,uploadThroughput:93750});
await d.send("Emulation.setCPUThrottlingRate",{rate:+cpu});
const s0=stat();
await bs.send("Tracing.start",{transferMode:"ReportEvents",traceConfig:{includedCategories:["devtools.timeline","blink.user_timing","loading","toplevel"]}});
await p.goto(url+path,{waitUntil:"load"}); await sleep(500);
const done=new Promise(r=>bs.once("Tracing.tracingComplete",r)); await bs.send("Tracing.end"); await done;
const s1=stat();
const nav=events.find(e=>e.name==="navigationStart"&&e.args?.data?.documentLoaderURL?.startsWith(url)) ; const t0=nav.ts, pid=nav.pid;
const fcp=events.find(e=>e.name==="firstContentfulPaint"&&e.pid===pid); const lcp=events.filter(e=>e.name==="largestContentfulPaint::Candidate"&&e.pid===pid).at(-1);
const F=fcp.ts; const sums={}; const first={};
for(const e of events) if(e.pid===pid&&e.tid===nav.tid&&e.ph==="X"&&e.ts<F&&e.ts>t0){ const tag=e.name; (sums[tag]??=[0,0,0]); sums[tag][0]+=e.dur/1000; sums[tag][1]+=(e.tdur??0)/1000; sums[tag][2]++; first[tag]??=[(e.ts-t0)/1000|0]; first[tag][1]=(e.ts+e.dur-t0)/1000|0; }
console.log(`fcp ${(F-t0)/1000|0} lcp ${lcp?(lcp.ts-t0)/1000|0:"-"} ; machine busy ${((s1[0]-s0[0])*100/(s1[1]-s0[1]))|0}%`);
if(k===+n-1) console.log(Object.entries(sums).filter(x=>x[1][0]>4).sort((a,b)=>b[1][0]-a[1][0]).slice(0,22).map(([n,v])=>`${n.padEnd(38)} wall ${v[0].toFixed(0).padStart(6)} cpu ${v[1].toFixed(0).padStart(5)} n ${v[2]} from ${first[n]}`).join("\n"));
await c.close(); }
await b.close();
