import { parseScenario, createStudy, replicate } from '@dynosim/models';
import { readFileSync } from 'node:fs';
const cases = JSON.parse(readFileSync('/work/shared/data/published/cases.json','utf8'));
for (const id of process.argv.slice(2)) {
  const c = cases.find((x:any)=>x.id===id);
  const p = parseScenario(c.scenario ?? c.scenarios[0].scenario);
  if (!p.ok) { console.log(id, p.problems); continue; }
  const st=createStudy(p.value); let all=0; const log:string[]=[];
  for (let b=st.next(); b.length>0; b=st.next()) { const t=performance.now(); const s=b.map(o=>replicate(p.value,o)); const n=s.reduce((a,x)=>a+x.arrived,0); all+=n; st.accept(s); log.push(`${(n/1e6).toFixed(2)}M ${((st as any).reached*100).toFixed(2)}% ${((performance.now()-t)/1000).toFixed(1)}s`); }
  const r=st.result()!; const last=r.requests.arrived*20/1e6;
  console.log(id, log.join(' | '), 'final',last.toFixed(2),'M all',(all/1e6).toFixed(2),'M');
  for (const [k,f] of Object.entries({mean:r.latencyMs.mean,p95:r.latencyMs.p95,p99:r.latencyMs.p99,wait:r.queueMs.mean,wp95:r.queueMs.p95,wp99:r.queueMs.p99,frac:r.queueMs.fraction,util:r.utilisation.workers,cpu:r.utilisation.cpu} as any)) { const g=f as any; if(g.value) process.stdout.write(`${k} ${((g.high-g.low)/2/g.value*100).toFixed(2)}%  `);} console.log();
}
