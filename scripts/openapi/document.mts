import { readFileSync } from 'node:fs';

/** A reference to another place of the same document. */
export interface Ref {
	$ref: string;
}

/** A schema, as far as facts are read from it. */
export interface Schema {
	type?: string | string[];
	format?: string;
	default?: unknown;
	minimum?: number;
	maximum?: number;
	minLength?: number;
	maxLength?: number;
	enum?: unknown[];
	pattern?: string;
	nullable?: boolean;
	required?: string[];
	properties?: Record<string, Schema | Ref>;
	items?: Schema | Ref;
	allOf?: Array<Schema | Ref>;
	oneOf?: Array<Schema | Ref>;
	anyOf?: Array<Schema | Ref>;
}

export interface Parameter {
	name: string;
	in: string;
	required?: boolean;
	schema?: Schema | Ref;
}

/** A body, or an answer: what it looks like, by content type. */
export interface Content {
	content?: Record<string, { schema?: Schema | Ref }>;
}

export interface Call {
	operationId?: string;
	tags?: string[];
	parameters?: Array<Parameter | Ref>;
	requestBody?: Content | Ref;
	responses?: Record<string, Content | Ref>;
}

/** One path: its calls by method, beside parameters that all of them have. */
export type PathItem = Record<string, Call | Array<Parameter | Ref> | unknown>;

/** An OpenAPI 3 document, as far as it is read here. */
export interface Document {
	openapi: string;
	info: { title: string; version: string };
	paths: Record<string, PathItem>;
	components?: Record<string, Record<string, unknown>>;
}

/**
 * Reads a document.
 *
 * @throws Error when the file is not JSON, or not OpenAPI 3
 */
export function readDocument(file: string): Document {
	const source = readFileSync(file, 'utf8');
	let document: Partial<Document>;
	try {
		document = JSON.parse(source) as Partial<Document>;
	} catch (error) {
		throw new Error(`${file} is not JSON. Convert YAML first.`, { cause: error });
	}
	if (!/^3\./.test(document?.openapi ?? '') || !document.paths)
		throw new Error(`${file} is not an OpenAPI 3 document: "openapi" and "paths" are expected`);
	return document as Document;
}

const isRef = (value: object): value is Ref => '$ref' in value && typeof value.$ref === 'string';

/**
 * What a local reference stands for.
 *
 * @param value the thing itself, or a reference to it, or a reference to a reference
 * @throws Error when the reference leads nowhere, out of the document or round in a circle
 */
export function resolve<T extends object>(
	document: Document,
	value: T | Ref,
	seen: readonly string[] = [],
): T {
	if (!isRef(value)) return value;
	const { $ref } = value;
	if (!$ref.startsWith('#/')) throw new Error(`${$ref} is not in this document: bundle it first`);
	if (seen.includes($ref)) throw new Error(`${$ref} refers to itself`);
	const target = $ref
		.slice(2)
		.split('/')
		.map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
		.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
	if (typeof target !== 'object' || target === null) throw new Error(`${$ref} leads nowhere`);
	return resolve(document, target as T | Ref, [...seen, $ref]);
}

/** The reference itself, where the value is one: the guard against schemas that hold themselves. */
export const refOf = (value: object): string | undefined => (isRef(value) ? value.$ref : undefined);
