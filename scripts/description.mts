import { BUILT_PROPERTIES, builtProperties } from './docs/description.mts';
import { replaceFolder } from './docs/folder.mts';

/** Writes the properties that the node loads, from the rows. */
replaceFolder(BUILT_PROPERTIES, builtProperties());
