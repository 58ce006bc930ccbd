import type { Fact, FactOperation } from '../facts/contract.mts';
import {
	resolve,
	type Call,
	type Content,
	type Document,
	type Parameter,
	type PathItem,
	type Ref,
} from './document.mts';
import { flatten, propertyFacts, schemaFacts } from './schemaFacts.mts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** Bodies whose fields are published; the first one wins. */
const FIELDS = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'];

/** All operations of a document in the contract's form, by `METHOD /path`. */
export function operationFacts(document: Document): Map<string, FactOperation> {
	const facts = Object.entries(document.paths).flatMap(([path, item]) =>
		METHODS.filter((method) => item[method]).map((method) =>
			factsOf(document, method.toUpperCase(), withoutRoot(document, path), item),
		),
	);
	return new Map(facts.map((each) => [`${each.method} ${each.path}`, each]));
}

/** The contract's paths are those below `/api`; a document may write it in front of each. */
const withoutRoot = ({ paths }: Document, path: string): string =>
	Object.keys(paths).every((each) => each.startsWith('/api/')) ? path.slice(4) : path;

function factsOf(document: Document, method: string, path: string, item: PathItem): FactOperation {
	const call = item[method.toLowerCase()] as Call;
	const shared = (item.parameters ?? []) as Array<Parameter | Ref>;
	const parameters = merged(document, shared, call.parameters ?? []);
	const body = call.requestBody && resolve<Content>(document, call.requestBody);
	return {
		// The rows know two methods; others come out as new operations, which a person has to see.
		method: method as FactOperation['method'],
		path,
		tag: call.tags?.[0] ?? 'Without tag',
		scope: '',
		since: '',
		schemaKnown: !body || bodySchema(document, body) !== undefined,
		pathParams: parameters.filter((each) => each.in === 'path').map(fact),
		query: parameters.filter((each) => each.in === 'query').map(fact),
		body: body ? bodyFacts(document, body) : [],
		success: successes(call).map(Number),
		responseShape: answerShape(document, call),
	};

	function fact({ name, schema = {}, required }: Parameter): Fact {
		return { name, ...schemaFacts(document, schema), ...(required ? { required } : {}) };
	}
}

/** A call's own parameter replaces the one of the path with the same name and place. */
function merged(
	document: Document,
	shared: ReadonlyArray<Parameter | Ref>,
	own: ReadonlyArray<Parameter | Ref>,
): Parameter[] {
	const all = [...shared, ...own].map((each) => resolve<Parameter>(document, each));
	return [...new Map(all.map((each) => [`${each.in} ${each.name}`, each])).values()];
}

function bodySchema(document: Document, { content = {} }: Content) {
	const type = FIELDS.find((each) => each in content);
	const { schema } = (type && content[type]) || {};
	return schema && flatten(document, schema);
}

function bodyFacts(document: Document, body: Content): Fact[] {
	const schema = bodySchema(document, body);
	if (schema) return propertyFacts(document, schema);
	return Object.keys(body.content ?? {}).length
		? [{ name: '(raw)', type: 'string', format: 'binary' }]
		: [];
}

const successes = ({ responses = {} }: Call): string[] =>
	Object.keys(responses).filter((status) => /^2\d\d$/.test(status));

/** `none`, `object`, `list`, `list-count` or `binary`, as the contract has it. */
function answerShape(document: Document, call: Call): string {
	const answers = successes(call).map((status) =>
		resolve<Content>(document, call.responses?.[status] ?? {}),
	);
	const content = answers.find((each) => Object.keys(each.content ?? {}).length)?.content;
	if (!content) return 'none';
	const { schema } = content['application/json'] ?? {};
	if (!schema) return 'application/json' in content ? 'object' : 'binary';
	const { properties = {} } = flatten(document, schema);
	if (!properties.items) return 'object';
	return properties.count ? 'list-count' : 'list';
}
