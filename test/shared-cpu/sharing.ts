import { compareSharing, sharingTable } from './sharing-table.ts';

for (const line of sharingTable(compareSharing())) console.log(line);
