import type { Fact, FactOperation } from '../facts/contract.mts';
import type { Call, Content, Document, PathItem, Schema } from './document.mts';

/**
 * The contract as an OpenAPI document of our own: what tools get that know OpenAPI only.
 *
 * @param operations in the order in which they should stand
 */
export function documentOf(operations: Iterable<FactOperation>): Document {
	const paths: Record<string, PathItem> = {};
	for (const each of operations) {
		paths[each.path] = { ...paths[each.path], [each.method.toLowerCase()]: callOf(each) };
	}
	return { openapi: '3.0.3', info: { title: 'PortSIP PBX', version: 'contract' }, paths };
}

function callOf(operation: FactOperation): Call {
	const { method, path, tag, pathParams, query, body, success } = operation;
	const parametersIn = (place: string, facts: readonly Fact[]) =>
		facts.map((fact) => ({
			name: fact.name,
			in: place,
			...(place === 'path' || fact.required ? { required: true } : {}),
			schema: schemaOf(fact),
		}));
	return {
		operationId: `${method.toLowerCase()}${path.replace(/\W+/g, '_')}`,
		tags: [tag],
		parameters: [...parametersIn('path', pathParams), ...parametersIn('query', query)],
		...(method === 'POST' && body.length ? { requestBody: bodyOf(body) } : {}),
		responses: Object.fromEntries(success.map((status) => [status, answerOf(operation)])),
	};
}

const bodyOf = (body: readonly Fact[]): Content => ({
	content: body.some(({ name }) => name === '(raw)')
		? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
		: { 'application/json': { schema: objectOf(body) } },
});

function answerOf({ responseShape }: FactOperation): Content {
	const items: Schema = { type: 'array', items: { type: 'object' } };
	switch (responseShape) {
		case 'none':
			return {};
		case 'binary':
			return { content: { 'application/octet-stream': {} } };
		case 'list':
			return json({ type: 'object', properties: { items } });
		case 'list-count':
			return json({ type: 'object', properties: { items, count: { type: 'integer' } } });
		default:
			return json({ type: 'object' });
	}
}

const json = (schema: Schema): Content => ({ content: { 'application/json': { schema } } });

function schemaOf(fact: Omit<Fact, 'name'>): Schema {
	const { type, format, pattern, minLength, maxLength, min, max, items, properties } = fact;
	return {
		...(type === 'unknown' ? {} : type === 'oneOf' ? variants(fact) : { type }),
		...(format ? { format } : {}),
		...(pattern ? { pattern } : {}),
		...(fact.enum ? { enum: fact.enum } : {}),
		...(fact.default === undefined ? {} : { default: fact.default }),
		...(min === undefined ? {} : { minimum: min }),
		...(max === undefined ? {} : { maximum: max }),
		...(minLength === undefined ? {} : { minLength }),
		...(maxLength === undefined ? {} : { maxLength }),
		...(items ? { items: schemaOf(items) } : {}),
		...(properties ? objectOf(properties) : {}),
	};
}

const variants = (fact: Omit<Fact, 'name'>): Schema => ({
	oneOf: ((fact as { oneOf?: Array<Omit<Fact, 'name'>> }).oneOf ?? []).map(schemaOf),
});

function objectOf(fields: readonly Fact[]): Schema {
	const required = fields.filter((fact) => fact.required).map(({ name }) => name);
	return {
		type: 'object',
		properties: Object.fromEntries(fields.map((fact) => [fact.name, schemaOf(fact)])),
		...(required.length ? { required } : {}),
	};
}
