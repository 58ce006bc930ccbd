import { replaceFolder } from './docs/folder.mts';
import { PAGES, pages } from './docs/pages.mts';

/** Writes the reference of all operations for people, from the rows and the contract. */
replaceFolder(PAGES, pages());
