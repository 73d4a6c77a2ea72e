import { launch, sleep } from "./lib.mjs";
const [url, path="/c/shade-for-the-upper-kaveri", w="390", n="5"] = process.argv.slice(2); const width=+w;
const b=await launch(); const agg={}; const css=[]; const tot=[];
for (let k=0;k<+n;k++){
const c=await b.newContext({viewport:{width,height:width<600?844:900},timezoneId:"Asia/Kolkata"}); const p=await c.newPage(); const d=await c.newCDPSession(p);
const events=[]; const bs=await b.newBrowserCDPSession(); bs.on("Tracing.dataCollected",e=>events.push(...e.value));
await d.send("Network.enable"); await d.send("Network.emulateNetworkConditions",{offline:false,latency:150,downloadThroughput:200000,uploadThroughput:93750});
await bs.send("Tracing.start",{transferMode:"ReportEvents",traceConfig:{includedCategories:["devtools.timeline","disabled-by-default-devtools.timeline","blink.user_timing","loading","v8","blink","disabled-by-default-v8.compile"]}});
await p.goto(url+path,{waitUntil:"load"}); await sleep(500);
css.push(await p.evaluate(()=>performance.getEntriesByType("resource").find(x=>/css/.test(x.name)).responseEnd)); const done=new Promise(r=>bs.once("Tracing.tracingComplete",r)); await bs.send("Tracing.end"); await done;
const nav=events.find(e=>e.name==="navigationStart"&&e.args?.data?.documentLoaderURL?.startsWith(url)); const t0=nav.ts,pid=nav.pid;
const F=events.find(e=>e.name==="firstContentfulPaint"&&e.pid===pid).ts;
const L=events.filter(e=>e.pid===pid&&e.tid===nav.tid&&e.ph==="X"&&e.ts<F&&e.ts>t0).sort((x,y)=>x.ts-y.ts||y.dur-x.dur);
const stack=[]; for(const e of L){ e.self=(e.tdur??0); while(stack.length&&stack.at(-1).ts+stack.at(-1).dur<=e.ts) stack.pop(); if(stack.length) stack.at(-1).self-=(e.tdur??0); stack.push(e);}
if(0) for(const e of L) if(e.name==="v8.evaluateModule") console.log("   eval", (e.tdur/1000).toFixed(1), JSON.stringify(e.args).slice(0,200)); let t=0; for(const e of L){ const u=e.args?.data?.url??e.args?.data?.fileName??e.args?.fileName; const key=e.name+(u?" "+String(u).split("/").pop().slice(0,30):""); (agg[key]??=0); agg[key]+=e.self/1000/+n; t+=e.self/1000; } tot.push(`${(F-t0)/1000|0} ms, cpu ${t|0}`);
await c.close(); }
const cs=tot.map(x=>+x.split("cpu ")[1]).sort((a,b)=>a-b); console.log(path,width,"cpu before fcp, unslowed: best",cs[0],"median",cs[cs.length>>1],"css came",css.sort((a,b)=>a-b).map(x=>x|0).join(" "));
console.log(Object.entries(agg).filter(x=>x[1]>1).sort((a,b)=>b[1]-a[1]).slice(0,24).map(([n,v])=>`  ${v.toFixed(1).padStart(6)} ${n}`).join("\n"));
await b.close();
