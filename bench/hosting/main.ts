import { measureHosting } from '../hosting';
import { saveResults } from '../results';

const hosting = await measureHosting();
for (const [app, { artefactBytes, units, perThousandPeopleAndMonth }] of Object.entries(hosting)) {
  console.log(`${app}: ${(artefactBytes / 1024 / 1024).toFixed(1)} MB`);
  console.table(units);
  console.table(perThousandPeopleAndMonth);
}
saveResults({ hosting: { measuredAt: new Date().toISOString(), ...hosting } });
