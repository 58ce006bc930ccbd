import { buildProperties } from '../../nodes/shared/description/index.ts';
import type { Files } from './folder.mts';

/** Folder of the built properties. */
export const BUILT_PROPERTIES = 'nodes/PortSip/properties';

/**
 * The properties of the node as the editor gets them, one in a line, so that a change of a row
 * can be read as what it changes for users. The node loads this file: building the properties
 * anew took longer than everything else that n8n does to load it (docs/decisions/0009).
 */
export function builtProperties(): Files {
	const lines = buildProperties().map((property) => JSON.stringify(property));
	return new Map([['properties.json', `[\n${lines.join(',\n')}\n]\n`]]);
}
