import { buildProperties } from '../../nodes/shared/description/index.ts';
import type { Area } from '../../nodes/shared/api/types.ts';
import { nodeFolder, type Files } from './folder.mts';

/** Folder of the built properties of a node. */
export const builtFolder = ({ node }: Area): string => `${nodeFolder(node)}/properties`;

/**
 * The properties of a node as the editor gets them, one in a line, so that a change of a row
 * can be read as what it changes for users. The node loads this file: building the properties
 * anew took longer than everything else that n8n does to load it (docs/decisions/0009).
 */
export function builtProperties(area: Area): Files {
	const lines = buildProperties(area).map((property) => JSON.stringify(property));
	return new Map([['properties.json', `[\n${lines.join(',\n')}\n]\n`]]);
}
