import { areas } from '../nodes/shared/api/index.ts';
import { replaceFolder } from './docs/folder.mts';
import { previewFolder, previews } from './docs/previews.mts';

/**
 * Writes the output previews that n8n's editor shows before a node has run, from the rows and
 * the contract's answers. Operations whose answer is not published get none.
 */
for (const area of areas) replaceFolder(previewFolder(area), previews(area));
