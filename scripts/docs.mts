import { writeFileSync } from 'node:fs';
import { replaceFolder } from './docs/folder.mts';
import { PAGES, pages } from './docs/pages.mts';
import { SETUP_SCHEMA, setupSchema } from './docs/setupSchema.mts';

/** Writes the reference of all operations for people, from the rows and the contract. */
replaceFolder(PAGES, pages());
/** And what a tenant looks like as a document. */
writeFileSync(SETUP_SCHEMA, setupSchema());
