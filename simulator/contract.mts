import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { JsonSchema, Operation, ResponseFact } from './types.mts';

const folder = join(import.meta.dirname, '..', 'contract');

/** Reads a file of `contract/`. */
export function readContract<T>(file: string): T {
	return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
}

/** Every operation of the API, in the order of `contract/operations.json`. */
export const operations = readContract<Operation[]>('operations.json');

/** The published answers, by operation key. */
const responses = readContract<Record<string, ResponseFact>>('responses.json');

/** The key of an operation, such as `POST /tenants/{id}`. */
export function keyOf(operation: Operation): string {
	return `${operation.method} ${operation.path}`;
}

const byKey = new Map(operations.map((operation) => [keyOf(operation), operation]));

/**
 * The operation behind a key.
 * @throws Error if the contract has no such operation, so a misspelt handler fails at start.
 */
export function operationOf(key: string): Operation {
	const operation = byKey.get(key);
	if (!operation) throw new Error(`The contract has no operation "${key}"`);
	return operation;
}

/**
 * Whether an operation returns a counted list. `/dealers` and some others declare no paging
 * although they return `count`; contract/notes.md, part b, says the guide pages through them too.
 */
export function isCountedList(operation: Operation): boolean {
	return operation.method === 'GET' && operation.responseShape === 'list-count';
}

/** The operation behind a key, or undefined if the contract has none. */
export function findOperation(key: string): Operation | undefined {
	return byKey.get(key);
}

/**
 * The call that creates what a call updates: that of the list above it or, for a record of one's
 * own such as `/user`, that of the list `/users`.
 */
export function creationOf({ path }: Operation): Operation | undefined {
	const above = path.replace(/\/\{\w+\}$/, '');
	return byKey.get(`POST ${above === path ? `${path}s` : above}`);
}

/** The published answer of an operation, also if its path was renamed since. */
export function responseOf(key: string): ResponseFact | undefined {
	const operation = byKey.get(key);
	const old = operation?.renamedFrom && `${operation.method} ${operation.renamedFrom}`;
	return responses[key] ?? (old ? responses[old] : undefined);
}

/** The schema of one item of a list answer, or of the whole answer of any other operation. */
function recordSchema(key: string): JsonSchema | undefined {
	const schema = responseOf(key)?.schema;
	return schema?.properties?.items?.items ?? schema;
}

/**
 * The names an answer may hold (for a list: one item of it), with the changes up to 22.8 applied.
 * @param key the operation, such as `GET /tenants`
 * @returns undefined where the contract does not know the answer
 */
export function answerFields(key: string): Set<string> | undefined {
	const properties = recordSchema(key)?.properties;
	if (!properties) return undefined;
	const names = new Set(Object.keys(properties));
	const operation = operationOf(key);
	for (const { name } of [
		...(responseOf(key)?.added ?? []),
		...(operation.responseFieldsAdded ?? []),
	]) {
		if (!/[.[]/.test(name)) names.add(name);
	}
	for (const { name } of operation.responseFieldsRemoved ?? []) names.delete(name);
	for (const { from, to } of operation.responseFieldsRenamed ?? []) {
		if (names.delete(from)) names.add(to);
	}
	return names;
}
