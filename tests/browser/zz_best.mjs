// best and median LCP and presses of n visits, slowed
import { launch, sleep } from "./lib.mjs";
const [url, path, w, n="12"] = process.argv.slice(2); const width=+w;
const b=await launch(); const L=[], P={};
for (let k=0;k<+n;k++){
const c=await b.newContext({viewport:{width,height:width<600?844:900},timezoneId:"Asia/Kolkata"}); const p=await c.newPage(); const d=await c.newCDPSession(p);
await d.send("Network.enable"); await d.send("Network.emulateNetworkConditions",{offline:false,latency:150,downloadThroughput:200000,uploadThroughput:93750});
await d.send("Emulation.setCPUThrottlingRate",{rate:4});
await p.addInitScript(()=>{window.s={l:[],e:[]}; new PerformanceObserver(x=>x.getEntries().forEach(e=>s.l.push([e.startTime,e.element?.localName+"."+e.element?.className]))).observe({type:"largest-contentful-paint",buffered:true});new PerformanceObserver(x=>x.getEntries().forEach(e=>{if(e.interactionId)s.e.push([e.duration,e.processingStart-e.startTime,e.processingEnd-e.processingStart])})).observe({type:"event",durationThreshold:16,buffered:true})});
await p.goto(url+path,{waitUntil:"load"}); await sleep(800);
const l=(await p.evaluate(()=>s.l)).at(-1); L.push([...l]);
for(const sel of [".amt label",".seg label","label.check","summary"]){ const q=p.locator(`main ${sel}`).filter({visible:true}); const m=Math.min(3,await q.count()); for(let i=0;i<m;i++){ await p.evaluate(()=>{s.e.length=0}); await q.nth(i).click(); await sleep(250); const e=await p.evaluate(()=>s.e); if(e.length) (P[sel+i]??=[]).push(e.sort((a,b)=>b[0]-a[0])[0].map(Math.round)); } }
await c.close(); }
L.sort((a,b)=>a[0]-b[0]);
console.log(path,width,"LCP best",L[0][0]|0,"median",L[L.length>>1][0]|0,"worst",L.at(-1)[0]|0,[...new Set(L.map(x=>x[1]))].join(" "));
for(const [k,v] of Object.entries(P)){ v.sort((a,b)=>a[0]-b[0]); console.log("   ",k.padEnd(14),"best",v[0].join("/"),"median",v[v.length>>1].join("/"),"worst",v.at(-1).join("/")); }
await b.close();
