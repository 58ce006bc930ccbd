import { camelCase } from '../../nodes/shared/api/names.ts';
import { references } from '../../nodes/shared/api/references.ts';
import type { FactOperation } from '../facts/contract.mts';
import { callCode, HINT, listCode, literal, objectCode } from './code.mts';
import { fieldsCode, pathFieldCode } from './fieldCode.mts';
import type { Place } from './place.mts';

/**
 * The row of an operation in the vocabulary of `api/define.ts`. What it does is guessed from
 * method, path and answer, as a person would at first sight.
 *
 * @param others all operations of the API: settings are what can be read on the same path
 * @throws Error for what no row can say
 */
export function rowCode(
	operation: FactOperation,
	{ own, base }: Pick<Place, 'own' | 'base'>,
	others: ReadonlyMap<string, FactOperation>,
): string {
	const { method, path, body, responseShape: shape } = operation;
	if (method !== 'GET' && method !== 'POST')
		throw new Error(`${method} ${path}: rows know GET and POST only; extend api/types.ts first`);
	if (body.some(({ name }) => name === '(raw)'))
		throw new Error(`${method} ${path} sends a file: that takes a module in special/`);
	const below = path === base || path.startsWith(`${base}/`);
	const rest = below ? path.slice(base.length) : path;
	const route = literal(rest ? `${method} ${rest}` : method);
	const fields = fieldsCode(body);
	const facts = (more: Record<string, string | undefined> = {}) =>
		objectCode({ ...common(operation, own), base: below ? undefined : literal(''), ...more });
	const bodyOf = () => (body.length ? fields : undefined);
	const worded = { description: literal(HINT) };

	const isList = shape.startsWith('list');
	const twin = method === 'POST' ? others.get(`GET ${path}`) : undefined;
	const settings = twin && !twin.responseShape.startsWith('list');
	const regular = below ? `${method}${rest}` : undefined;
	if (regular === 'GET' && isList) return callCode('getMany', facts(paging(operation)));
	if (regular === 'GET/{id}' && !isList) return callCode('get', facts());
	if (regular === 'POST' && !settings) return callCode('create', fields, facts());
	if (regular === 'POST/{id}') return callCode('update', fields, facts());
	if (regular === 'POST/{id}/destroy' && !body.length) return callCode('remove', facts());

	const value = literal(rest || !below ? valueOf(operation) : settings ? 'update' : 'get');
	if (shape === 'binary') {
		const more = { ...worded, body: bodyOf(), fileName: literal(HINT) };
		return callCode('download', value, route, facts(more));
	}
	if (isList) {
		const more = { ...worded, body: bodyOf(), ...paging(operation) };
		return callCode('list', value, route, facts(more));
	}
	if (method === 'GET') return callCode('read', value, route, facts(worded));
	if (settings) return callCode('write', value, route, fields, facts(worded));
	return callCode('action', value, route, fields, facts({ ...worded, done: literal(HINT) }));
}

const PAGING = ['filter', 'search', 'orderby', 'skip', 'top'];

const isPaging = (name: string): boolean => PAGING.includes(name);

/** What a list says beside its fields; all options together are what a row takes for granted. */
function paging({ query, method, responseShape }: FactOperation): { paging?: string } {
	const count = query.filter(({ name }) => isPaging(name)).length;
	if (count === PAGING.length) return {};
	if (count) return { paging: literal('offset') };
	const pages = method === 'GET' && responseShape === 'list-count';
	return { paging: literal(pages ? 'undeclared' : 'none') };
}

/** Facts that any kind of row can have. */
function common(operation: FactOperation, own: string): Record<string, string | undefined> {
	const { method, query, pathParams, body, schemaKnown, responseShape, license } = operation;
	const asked = responseShape.startsWith('list')
		? query.filter(({ name }) => !isPaging(name))
		: query;
	const written = pathParams.filter(({ name }) => !isKnown(name, own));
	// An array by its type; in the contract's file an object, since no operation needs two.
	const module = [license ?? []]
		.flat()
		.map((each) => each.module)
		.find((each) => /^(cc|advanced)$/.test(each));
	return {
		path: written.length ? listCode(written.map(pathFieldCode)) : undefined,
		query: asked.length ? fieldsCode(asked) : undefined,
		acceptsBody: method === 'POST' && !schemaKnown && !body.length ? 'true' : undefined,
		since: sinceOf(operation),
		license: module && literal(module),
	};
}

/** A brace that `resource()` finds the locator for. */
const isKnown = (brace: string, own: string): boolean =>
	Object.hasOwn(references, brace === 'id' ? own : camelCase(brace.replace(/_id$/, '')));

/** Rows name the version from 22.3 on; the ones before are what the package asks for. */
function sinceOf({ since }: FactOperation): string | undefined {
	if (!since) return literal(HINT);
	const [, major, minor] = /^(\d+)\.(\d+)/.exec(since) ?? [];
	return Number(major) > 22 || Number(minor) > 2 ? literal(`${major}.${minor}`) : undefined;
}

/** A name for the operation, out of its path: a first idea, permanent once released. */
function valueOf({ method, path, responseShape }: FactOperation): string {
	const words = path.split('/').filter((part) => part && !part.startsWith('{'));
	const last = words.at(-1) ?? '';
	const noun = last === 'destroy' ? (words.at(-2) ?? '') : last;
	const name = camelCase(noun.replaceAll('-', '_'));
	const capital = name.charAt(0).toUpperCase() + name.slice(1);
	if (last === 'destroy') return `remove${capital}`;
	return method === 'GET' && responseShape !== 'binary' ? `get${capital}` : name;
}
