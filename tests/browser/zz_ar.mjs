import { launch, sleep } from "./lib.mjs"; const url="http://localhost:9720"; const b=await launch();
for (const held of [/figtree\./,/figtree-cur/,/bricolage\./,/noto-arabic/,/grotesque-cur/]) {
const c=await b.newContext({viewport:{width:390,height:844}}); const p=await c.newPage(); let go; const gate=new Promise(r=>go=r); await p.route(held, async r=>{await gate; await r.continue()});
await p.addInitScript(()=>{ window.__c=[]; new PerformanceObserver(l=>{for(const e of l.getEntries()) __c.push(+e.value.toFixed(3))}).observe({type:"layout-shift",buffered:true});});
await p.goto(url+"/ar/c/shade-for-the-upper-kaveri",{waitUntil:"commit"}); await sleep(2500);
const f=()=>p.evaluate(()=>[...document.fonts].filter(x=>x.status!=="unloaded").map(x=>x.family.slice(0,20)+":"+x.status+":"+x.display+(x.unicodeRange.slice(0,8))).join(" "));
const h=()=>p.evaluate(()=>document.querySelector(".demo-bar").offsetHeight);
const h0=await h(), f0=await f(); go(); await sleep(1500); console.log(String(held),"bar",h0,"→",await h(),JSON.stringify(await p.evaluate(()=>__c)),"\n   before",f0); await c.close(); }
await b.close();
