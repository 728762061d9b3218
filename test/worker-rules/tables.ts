import { defaultTable } from './default-table.ts';
import { agreementTable, findings, fittingTable } from './rule-tables.ts';

for (const table of [agreementTable(), findings(), fittingTable(), defaultTable()])
  console.log(`${table.join('\n')}\n`);
