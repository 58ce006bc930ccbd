import type { Row } from './define';
import { text } from './fields';
import { camelCase } from './names';
import { references } from './references';
import type { Field, Operation } from './types';

/**
 * The fields behind the braces: as the row writes them, or a locator found by name. `{id}` is
 * the record that the rows belong to, and its parameter is named after it, so that a tenant is
 * `tenantId` wherever it is picked.
 */
export function pathFieldsOf(
	where: string,
	own: string,
	path: string,
	given: readonly Field[],
): Field[] {
	return [...path.matchAll(/\{(\w+)\}/g)].map(([, brace]) => {
		const named = brace === 'id' ? { parameter: `${own}Id` } : {};
		const written = given.find((field) => field.name === brace);
		if (written) return { ...named, ...written, required: true };
		const ref = brace === 'id' ? own : camelCase(brace.replace(/_id$/, ''));
		if (!Object.hasOwn(references, ref)) throw new Error(`${where}: {${brace}} has no field`);
		const { title } = references[ref];
		return { ...text(brace), ...named, type: 'reference', ref, title, required: true };
	});
}

/**
 * The record that a call is about: the first brace after the part of the path that all rows of the
 * resource share. A brace in that part stands for what the records belong to, and one after it
 * that picks a record of another resource does, too.
 */
export function aboutOf(pathFields: readonly Field[], base: string): Pick<Operation, 'about'> {
	const above = [...base.matchAll(/\{(\w+)\}/g)].map(([, brace]) => brace);
	const own = pathFields.find(({ name }) => !above.includes(name));
	return !own || (above.length > 0 && own.ref) ? {} : { about: own.name };
}

/** Whether a call changes something, and what. */
export function effectOf(
	{ kind, reads, changes, done }: Row,
	method: string,
	path: string,
): Pick<Operation, 'reads' | 'changes'> {
	if (reads ?? (method === 'GET' || kind === 'get' || kind === 'getMany')) return { reads: true };
	if (changes === 'nothing') return { reads: false };
	if (changes) return { reads: false, changes };
	if (path.includes('{')) return { reads: false, changes: 'record' };
	const adds = kind === 'create' || kind === 'upload' || done === 'created';
	return { reads: false, ...(adds ? {} : { changes: 'settings' }) };
}
