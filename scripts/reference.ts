import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root';
import { REFERENCE, referencePages } from './reference-pages';

const folder = join(projectRoot, REFERENCE);
const pages = referencePages(projectRoot);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of pages) writeFileSync(join(folder, name), text);
console.log(`${pages.size} pages in ${REFERENCE}`);
