import { findOperation, responseOf } from '../contract.mts';
import type { JsonSchema, Operation } from '../types.mts';

/** What an operation does with the records of its path. */
export type Kind =
	| 'list'
	| 'create'
	| 'replace'
	| 'read'
	| 'readAsList'
	| 'update'
	| 'join'
	| 'remove'
	| 'readSingle'
	| 'writeSingle'
	| 'resetSingle'
	| 'export'
	| 'download'
	| 'action';

/** The path without its last segment. */
export function parentOf(path: string): string {
	return path.slice(0, path.lastIndexOf('/'));
}

/** The name in a last segment such as `{id}`. */
export function lastParam(path: string): string | undefined {
	return /\/\{(\w+)\}$/.exec(path)?.[1];
}

/** Whether `GET path` is a list of records. */
function isList(path: string): boolean {
	return findOperation(`GET ${path}`)?.responseShape.startsWith('list') ?? false;
}

/** Whether `POST path` adds a record: it answers 201 or an id. */
export function creates(path: string): boolean {
	const operation = findOperation(`POST ${path}`);
	if (!operation || isReplacement(operation)) return false;
	const answer = responseOf(`POST ${path}`)?.schema.properties ?? {};
	return operation.success[0] === 201 || 'id' in answer;
}

/** "Update list" calls send nothing but `items` and replace all of them (contract/notes.md, h10). */
function isReplacement({ path, body }: Operation): boolean {
	const onlyItems = body?.length === 1 && body[0].name === 'items';
	return isList(path) && onlyItems;
}

/** Whether records are below a path, so that `path/{x}` names one of them. */
export function isTable(path: string): boolean {
	return isList(path) || creates(path);
}

/** Groups and their like take one member by its path, without a list that could be sent. */
function isMembership(path: string): boolean {
	const param = lastParam(path);
	const parent = parentOf(path);
	return (
		(param === 'extension_number' || param === 'group_id') &&
		isList(parent) &&
		!findOperation(`POST ${parent}`)
	);
}

/** Whether members are added to a list by their path. */
export function hasMembers(path: string): boolean {
	return ['extension_number', 'group_id'].some(
		(param) => findOperation(`POST ${path}/{${param}}`) && isMembership(`${path}/{${param}}`),
	);
}

function kindOfGet({ path, responseShape }: Operation): Kind {
	if (path.endsWith('/export')) return 'export';
	// A doubtful twin of the POST (contract/notes.md, h2).
	if (path.endsWith('/destroy')) return 'resetSingle';
	if (responseShape === 'binary') return 'download';
	const isRecord = lastParam(path) !== undefined && isTable(parentOf(path));
	if (responseShape.startsWith('list')) return isRecord ? 'readAsList' : 'list';
	return isRecord ? 'read' : 'readSingle';
}

function kindOfPost({ path, responseShape }: Operation): Kind {
	if (responseShape === 'binary') return 'download';
	if (creates(path)) return 'create';
	if (isList(path) && lastParam(parentOf(path)) !== 'token') return 'replace';
	if (isMembership(path)) return 'join';
	if (lastParam(path) !== undefined && isTable(parentOf(path))) return 'update';
	if (path.endsWith('/destroy')) {
		const target = parentOf(path);
		if (lastParam(target) === undefined) return 'resetSingle';
		return isTable(parentOf(target)) ? 'remove' : 'action';
	}
	return findOperation(`GET ${path}`)?.responseShape === 'object' ? 'writeSingle' : 'action';
}

/** Works out from the contract alone what an operation does. */
export function kindOf(operation: Operation): Kind {
	return operation.method === 'GET' ? kindOfGet(operation) : kindOfPost(operation);
}

/** The published schema of one record of a list. */
function itemSchema(path: string): JsonSchema | undefined {
	return responseOf(`GET ${path}`)?.schema.properties?.items?.items;
}

/**
 * The field that names a record in the path: `id`, unless the list has a field called like the
 * parameter, such as `filename`, or the parameter is no id, such as `name`.
 */
export function keyField(table: string, params: string[]): string {
	for (const param of params) {
		if (param === 'agent_number') return 'extension_number';
		if (itemSchema(table)?.properties?.[param]) return param;
		// Models are asked for by a name that their list calls `filename`.
		if (param === 'name' && itemSchema(table)?.properties?.filename) return 'filename';
		if (param !== 'id' && !param.endsWith('_id')) return param;
	}
	return 'id';
}

/** Whether the items of a list are plain texts. */
export function isPlainList(path: string): boolean {
	return itemSchema(path)?.type === 'string';
}
