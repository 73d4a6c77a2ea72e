// visits alternate between addresses; keeps those during which others used < 10 % of a core
import { launch, sleep } from "./lib.mjs"; import { readFileSync, readdirSync } from "node:fs";
const [minutes, want, ...targets] = process.argv.slice(2); // target: name=url|width
const busy=()=>{const f=readFileSync("/proc/stat","utf8").split("\n")[0].split(/\s+/).slice(1).map(Number); return f[0]+f[1]+f[2]+f[5]+f[6]};
const own=()=>{let s=0; for(const d of readdirSync("/proc")) if(/^\d+$/.test(d)) try{const t=readFileSync(`/proc/${d}/stat`,"utf8"); const m=t.match(/\((.*)\) (.*)/s); if(/^(chromium|chrome|node|brook|MainThread)/.test(m[1])){const f=m[2].split(" "); s+=+f[11]+ +f[12];}}catch{} return s};
const b=await launch(); const T=targets.map(t=>{const i=t.indexOf("="); const [url,w]=t.slice(i+1).split("|"); return {name:t.slice(0,i),url,width:+w,L:[],I:[],all:[]}});
const end=Date.now()+minutes*60000;
outer: while(Date.now()<end && T.some(t=>t.L.length<+want)) for(const t of T){ if(t.L.length>=+want) continue; if(Date.now()>end) break outer;
 const a=busy(); await sleep(1000); if(busy()-a>60){ await sleep(2000); continue; }
 const c=await b.newContext({viewport:{width:t.width,height:t.width<600?844:900},timezoneId:"Asia/Kolkata"}); const p=await c.newPage(); const d=await c.newCDPSession(p);
 await d.send("Network.enable"); await d.send("Network.emulateNetworkConditions",{offline:false,latency:150,downloadThroughput:200000,uploadThroughput:93750});
 await d.send("Emulation.setCPUThrottlingRate",{rate:4});
 await p.addInitScript(()=>{window.s={l:[],e:[]}; new PerformanceObserver(x=>x.getEntries().forEach(e=>s.l.push([e.startTime,e.element?.localName+"."+e.element?.className]))).observe({type:"largest-contentful-paint",buffered:true});new PerformanceObserver(x=>x.getEntries().forEach(e=>{if(e.interactionId)s.e.push([e.duration,e.name+" "+e.target?.localName])})).observe({type:"event",durationThreshold:16,buffered:true})});
 const b0=busy(),o0=own(); await p.goto(t.url,{waitUntil:"load"}); await sleep(500);
 const l=(await p.evaluate(()=>s.l)).at(-1);
 for(const sel of [".amt label",".seg label","label.check","summary"]){ const q=p.locator(`main ${sel}`).filter({visible:true}); const m=Math.min(2,await q.count()); for(let i=0;i<m;i++) {await q.nth(i).click(); } }
 await sleep(300); const e=(await p.evaluate(()=>s.e)).sort((x,y)=>y[0]-x[0])[0];
 const o1=own(),b1=busy(); const others=(b1-b0)-(o1-o0); const ticks=(performance.now());
 t.all.push(others); if(others<40){ t.L.push(l); if(e) t.I.push(e); }
 await c.close(); }
const med=(x)=>x.sort((a,b)=>a[0]-b[0])[x.length>>1];
for(const t of T) console.log(t.name.padEnd(34),t.width,"n",t.L.length,"of",t.all.length, t.L.length?`LCP median ${med(t.L)[0]|0} (${t.L[0][0]|0}–${t.L.at(-1)[0]|0}) ${[...new Set(t.L.map(x=>x[1]))]}  INP ${t.I.length?`median ${med(t.I)[0]} (${t.I[0][0]}–${t.I.at(-1)[0]}) ${t.I.at(-1)[1]}`:"-"}`:"", "others",Math.min(...t.all));
await b.close();
