import { experimentTable } from './table.ts';

for (const line of experimentTable()) console.log(line);
