import { areas } from '../nodes/shared/api/index.ts';
import { builtFolder, builtProperties } from './docs/description.mts';
import { replaceFolder } from './docs/folder.mts';

/** Writes the properties that the nodes load, from the rows. */
for (const area of areas) replaceFolder(builtFolder(area), builtProperties(area));
