import { action, list, type Row } from './define';

/** The extensions of a group: listed, and added and removed one by one. */
export const people = (who: 'Member' | 'Manager', group: string): Row[] => {
	const one = who.toLowerCase();
	return [
		list(`get${who}s`, `GET /{id}/${one}s`, {
			name: `Get ${who}s`,
			action: `Get ${one}s of ${group}`,
			paging: 'none',
		}),
		action(`add${who}`, `POST /{id}/${one}s/{extension_number}`, [], {
			action: `Add ${one} to ${group}`,
			done: 'added',
		}),
		action(`remove${who}`, `POST /{id}/${one}s/{extension_number}/destroy`, [], {
			action: `Remove ${one} from ${group}`,
			done: 'removed',
		}),
	];
};
