import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

import { creationOf, isCountedList, keyOf } from './contract.mts';
import { invalid, PbxError } from './errors.mts';
import { formats, formOf, objection } from './forms.mts';
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

/** Where a field stands. */
interface Place {
	/** The dotted way to it, empty for a body or query as a whole. */
	way: string;
	/** The operation whose body it is in; absent for a query. */
	operation?: Operation;
}

/** The pattern on the address of a webhook is a slip of the copy (contract/notes.md, part e). */
function isSlip({ way }: Place): boolean {
	return /(cdr|extension)_event\.url$/.test(way);
}

/** A record that cannot be made without a field cannot lose it either. */
function isNeeded({ name, required }: ContractField, { way, operation }: Place): boolean {
	if (required || !operation || way !== name) return required === true;
	const twin = creationOf(operation)?.body?.find((field) => field.name === name);
	return twin?.required === true;
}

function formatOf(field: ContractField, place: Place): string | undefined {
	if (field.format === 'date_time' || field.format === 'date-time') return 'time';
	if (!place.operation || field.type !== 'string') return undefined;
	return formOf(place.operation.path, String(field.name), isNeeded(field, place));
}

/** Turns a field of the contract into a JSON Schema. */
function fieldSchema(field: ContractField, place: Place): Rec {
	const schema: Rec = {};
	if (field.oneOf) {
		return { anyOf: field.oneOf.map((branch) => fieldSchema(branch, place)) };
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
	if (field.pattern && !isSlip(place)) schema.pattern = `^(?:${field.pattern})$`;
	const format = formatOf(field, place);
	if (format) schema.format = format;
	if (field.items) schema.items = fieldSchema(field.items, place);
	if (field.properties) {
		// Where the contract infers an object from a change log it knows only the parts that changed.
		Object.assign(schema, objectSchema(field.properties, place, Boolean(field.typeInferred)));
	}
	return schema;
}

function objectSchema(fields: ContractField[], place: Place, open: boolean): Rec {
	const properties: Rec = {};
	for (const field of fields) {
		const way = place.way ? `${place.way}.${field.name}` : String(field.name);
		const schema = fieldSchema(field, { ...place, way });
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
	return objectSchema(fields, { way: '', operation }, !operation.schemaKnown);
}

const bodyAjv = new Ajv({ strict: false, verbose: true });
const queryAjv = new Ajv({ strict: false, verbose: true, coerceTypes: true });
for (const ajv of [bodyAjv, queryAjv]) {
	for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, check);
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
		format: error.keyword === 'format' ? objection(params.format as string, error.data) : undefined,
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
		return objectSchema(fields, { way: '' }, false);
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
