import { experimentTable, pages } from './table.ts';

for (const [page, experiments] of pages) {
  console.log(`docs/${page}\n`);
  for (const line of experimentTable(experiments)) console.log(line);
  console.log();
}
