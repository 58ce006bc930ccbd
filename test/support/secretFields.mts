import type { IDataObject } from 'n8n-workflow';
import type { Field, Operation, Resource } from '../../nodes/shared/api/types.ts';
import { parametersFor } from './samples.mts';

/** Parameters of the node that fill in every secret of an operation, and what they are filled with. */
export interface Filled {
	parameters: IDataObject;
	secrets: string[];
}

/** All fields of an operation, at whatever depth. */
export const allFields = ({ pathFields, queryFields, bodyFields }: Operation): Field[] =>
	[...pathFields, ...queryFields, ...bodyFields].flatMap(withInner);

const withInner = (field: Field): Field[] => [field, ...(field.fields ?? []).flatMap(withInner)];

const holdsSecret = (field: Field): boolean => withInner(field).some(({ secret }) => secret);

/**
 * Adds a value of its own to each secret field of an operation, also deep in others.
 *
 * @param parameters what the operation is run with otherwise
 */
export function withSecrets(
	resource: Resource,
	operation: Operation,
	parameters: IDataObject,
): Filled {
	const secrets: string[] = [];
	const valueOf = (field: Field): unknown => {
		const inner = () => {
			const wanted = (field.fields ?? []).filter((each) => each.required || holdsSecret(each));
			return Object.fromEntries(wanted.map((each) => [each.name, valueOf(each)]));
		};
		switch (field.type) {
			case 'object':
				return inner();
			case 'list':
				return [inner()];
			case 'keyed':
				return Object.fromEntries(Object.keys(field.options ?? {}).map((key) => [key, inner()]));
			case 'choice':
				return Object.keys(field.options ?? {})[0];
			default:
		}
		if (!field.secret) return 'sample';
		secrets.push(secretFor(field, secrets.length));
		return secrets.at(-1);
	};
	const values = Object.assign(
		{},
		...[...operation.queryFields, ...operation.bodyFields]
			.filter(holdsSecret)
			.map((field) =>
				field.spread ? (valueOf(field) as object) : { [field.name]: valueOf(field) },
			),
	) as Record<string, unknown>;
	const added = parametersFor(resource, operation, values) as IDataObject;
	return { parameters: merged(parameters, added), secrets };
}

/** A value that the field takes and that nobody would find in a message by chance. */
function secretFor({ pattern, form, min, max = 64 }: Field, index: number): string {
	switch (form) {
		// As short as a PIN may be; odd enough that a stack does not have it.
		case 'digits':
			return String(704 + 13 * index)
				.repeat(3)
				.slice(0, Math.max(min ?? 0, Math.min(max, 9)));
		case 'pin':
		case 'voicemailPin':
			return `7048${2915 + 13 * index}`;
		case 'privateKey':
			return `-----BEGIN PRIVATE KEY-----\nMIIhush${index}zq7abc==\n-----END PRIVATE KEY-----\n`;
		case 'jsonText':
			return `{"note": "hush${index}zq7"}`;
		default:
			return pattern ? `hush${index}zq7` : `Hush "${index}" \\zq7/&é`;
	}
}

/** The second one wins, but within collections. */
function merged(first: IDataObject, second: IDataObject): IDataObject {
	const both = Object.entries(second).map(([name, value]) => {
		const old = first[name];
		return [name, isGroup(old) && isGroup(value) ? { ...old, ...value } : value] as const;
	});
	return { ...first, ...Object.fromEntries(both) };
}

const isGroup = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
