import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

import { isCountedList, keyOf } from './contract.mts';
import { invalid, PbxError } from './errors.mts';
import type { ContractField, Operation, Rec } from './types.mts';

const pagingFields: ContractField[] = [
	{ name: 'filter', type: 'string' },
	{ name: 'search', type: 'string' },
	{ name: 'orderby', type: 'string' },
	{ name: 'skip', type: 'integer', min: 0 },
	{ name: 'top', type: 'integer', min: 1, max: 100 },
];

const integerBounds: Record<string, [number, number]> = {
	int32: [-(2 ** 31), 2 ** 31 - 1],
	uint32: [0, 2 ** 32 - 1],
};

/** The pattern on the address of a webhook is a slip of the copy (contract/notes.md, part e). */
function isSlip(path: string): boolean {
	return /(cdr|extension)_event\.url$/.test(path);
}

/**
 * Turns a field of the contract into a JSON Schema.
 * @param path dotted place of the field, needed for the known slips of the contract
 */
function fieldSchema(field: ContractField, path: string): Rec {
	const schema: Rec = {};
	if (field.oneOf) {
		return { anyOf: field.oneOf.map((branch) => fieldSchema(branch, path)) };
	}
	if (field.type === 'unknown') return schema;
	schema.type = field.type;
	const bounds = integerBounds[field.format ?? ''];
	const minimum = field.min ?? bounds?.[0];
	const maximum = field.max ?? bounds?.[1];
	if (minimum !== undefined) schema.minimum = minimum;
	if (maximum !== undefined) schema.maximum = maximum;
	if (field.minLength !== undefined) schema.minLength = field.minLength;
	if (field.maxLength !== undefined) schema.maxLength = field.maxLength;
	if (field.enum) schema.enum = field.enum;
	if (field.pattern && !isSlip(path)) schema.pattern = `^(?:${field.pattern})$`;
	if (field.format === 'date_time' || field.format === 'date-time') schema.format = 'point-in-time';
	if (field.items) schema.items = fieldSchema(field.items, path);
	if (field.properties) {
		// Where the contract infers an object from a change log it knows only the parts that changed.
		Object.assign(schema, objectSchema(field.properties, path, Boolean(field.typeInferred)));
	}
	return schema;
}

function objectSchema(fields: ContractField[], path: string, open: boolean): Rec {
	const properties: Rec = {};
	for (const field of fields) {
		const schema = fieldSchema(field, path ? `${path}.${field.name}` : String(field.name));
		for (const name of [field.name, ...(field.nameAlternatives ?? [])]) {
			properties[String(name)] = schema;
		}
	}
	return {
		type: 'object',
		properties,
		required: fields.filter((field) => field.required).map((field) => field.name),
		additionalProperties: open,
	};
}

/**
 * The JSON Schema of the body of an operation. A body that the contract only guesses
 * (`schemaKnown` false) may hold more than the guess.
 */
function bodySchema(operation: Operation): Rec {
	const guessed = operation.unnamedFields?.map(({ nameGuess: name, type }) => ({ name, type }));
	const fields = [...(operation.body ?? []), ...(guessed ?? [])];
	return objectSchema(fields, '', !operation.schemaKnown);
}

const bodyAjv = new Ajv({ allErrors: false, strict: false });
const queryAjv = new Ajv({ allErrors: false, strict: false, coerceTypes: true });
for (const ajv of [bodyAjv, queryAjv]) {
	ajv.addFormat('point-in-time', (text: string) => !Number.isNaN(Date.parse(text)));
}

const compiled = new Map<string, ValidateFunction>();

function validator(key: string, ajv: Ajv, make: () => Rec): ValidateFunction {
	let validate = compiled.get(key);
	if (!validate) {
		validate = ajv.compile(make());
		compiled.set(key, validate);
	}
	return validate;
}

function refuse(error: ErrorObject): PbxError {
	const { params } = error;
	const child = (params.missingProperty ?? params.additionalProperty) as string | undefined;
	const place = [...error.instancePath.split('/').slice(1), ...(child ? [child] : [])].join('.');
	const allowed =
		error.keyword === 'enum' ? `: ${(params.allowedValues as string[]).join(', ')}` : '';
	const message = {
		required: 'is required',
		additionalProperties: 'is not known',
	}[error.keyword];
	return invalid(place || 'body', message ?? `${error.message}${allowed}`);
}

/**
 * Checks a body against the contract.
 * @throws PbxError 400 VALIDATE_FAILED; its detail names the field
 */
export function validateBody(operation: Operation, body: Rec): void {
	const validate = validator(`body ${keyOf(operation)}`, bodyAjv, () => bodySchema(operation));
	if (!validate(body)) throw refuse(validate.errors![0]);
}

/**
 * Checks the query and turns its values into numbers and booleans, in place.
 * @throws PbxError 400 VALIDATE_FAILED; its detail names the parameter
 */
export function validateQuery(operation: Operation, query: Rec): void {
	const validate = validator(`query ${keyOf(operation)}`, queryAjv, () => {
		const fields = [...operation.query];
		for (const paging of isCountedList(operation) ? pagingFields : []) {
			if (!fields.some(({ name }) => name === paging.name)) fields.push(paging);
		}
		return objectSchema(fields, '', false);
	});
	if (!validate(query)) throw refuse(validate.errors![0]);
}

/**
 * Fills in the defaults of the contract, also inside objects that were not sent.
 * @returns a new record; a field without value and default stays absent
 */
export function withDefaults(fields: ContractField[], given: Rec = {}): Rec {
	const result: Rec = { ...given };
	for (const field of fields) {
		const name = String(field.name);
		if (field.properties && (given[name] === undefined || typeof given[name] === 'object')) {
			const nested = withDefaults(field.properties, given[name] as Rec | undefined);
			if (Object.keys(nested).length > 0) result[name] = nested;
		} else if (given[name] === undefined && field.default !== undefined) {
			result[name] = field.default;
		}
	}
	return result;
}
