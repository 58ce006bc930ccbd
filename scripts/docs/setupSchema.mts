import type { Field } from '../../nodes/shared/api/types.ts';
import { VERSION } from '../../nodes/shared/setup/document.ts';
import { fieldsOf, keyOf, KINDS, type Kind } from '../../nodes/shared/setup/kinds.ts';
import { documentName } from '../../nodes/shared/setup/references.ts';

/** Where the schema of a tenant as a document stands. */
export const SETUP_SCHEMA = 'docs/tenant-setup.schema.json';

type Schema = Record<string, unknown>;

/** A field as it may stand in a document; people write hours and lists as texts, too. */
function schemaOf(field: Field): Schema {
	const { hint, options, fields = [] } = field;
	const about = hint ? { description: hint } : {};
	switch (field.type) {
		case 'integer':
		case 'number':
			return { type: [field.type, 'string'], ...about };
		case 'boolean':
			return { type: ['boolean', 'string'], ...about };
		case 'choice':
			return field.typed
				? { type: 'string', ...about }
				: { enum: Object.keys(options ?? {}), ...about };
		case 'texts':
			return { type: 'array', items: { type: 'string' }, ...about };
		case 'object':
			return { ...objectOf(fields), ...about };
		case 'list':
			return { type: 'array', items: objectOf(fields), ...about };
		case 'weekHours':
		case 'switches':
			return { type: ['object', 'string', 'array'], ...about };
		case 'json':
			return { ...about };
		default:
			return { type: 'string', ...about };
	}
}

function propertiesOf(fields: readonly Field[]): Schema {
	const properties: Schema = {};
	for (const field of fields) {
		if (field.spread) {
			for (const name of Object.keys(field.options ?? {})) {
				properties[name] ??= objectOf(field.fields ?? []);
			}
			continue;
		}
		properties[documentName(field.name)] ??= schemaOf(field);
	}
	return properties;
}

const objectOf = (fields: readonly Field[]): Schema => ({
	type: 'object',
	properties: propertiesOf(fields),
});

const people = {
	type: 'array',
	items: { type: ['string', 'object'] },
};

function entryOf(kind: Kind): Schema {
	if (kind.part === 'trunks') {
		return {
			type: 'object',
			required: ['trunk'],
			properties: {
				trunk: { type: 'string', description: 'Name of a trunk of the PBX' },
				did_numbers: { type: 'string', description: 'Numbers and ranges, joined by ;' },
				next_numbers: {
					type: ['integer', 'string'],
					description: 'How many numbers in all; those that are lacking are the next free ones',
				},
				concurrency: { type: 'integer', minimum: 1 },
			},
		};
	}
	if (kind.single) {
		const properties = propertiesOf(fieldsOf(kind)) as Record<string, Schema>;
		if (kind.single === 'object') return { type: 'object', properties };
		return { type: 'array', ...(kind.single === 'list' ? properties.items : {}) };
	}
	const [first] = keyOf(kind);
	const inner = KINDS.filter(({ within }) => within === kind.part);
	return {
		type: 'object',
		required: [documentName(first.name)],
		properties: {
			...propertiesOf(fieldsOf(kind)),
			...Object.fromEntries((kind.members ?? []).map(({ field }) => [field, people])),
			...Object.fromEntries(
				inner.map((each) => [each.part, { type: 'array', items: entryOf(each) }]),
			),
		},
	};
}

/** JSON Schema of a tenant as a document, from the table of kinds and the rows. */
export function setupSchema(): string {
	const parts = KINDS.filter(({ within }) => !within).map((kind) => [
		kind.part,
		kind.part === 'tenant' || kind.single ? entryOf(kind) : { type: 'array', items: entryOf(kind) },
	]);
	const schema = {
		$schema: 'http://json-schema.org/draft-07/schema#',
		title: 'Tenant Setup of n8n-nodes-portsip',
		description:
			'A tenant of a PortSIP PBX. Fields that are not named here are passed on to the PBX.',
		type: 'object',
		required: ['version', 'tenant'],
		additionalProperties: false,
		properties: {
			$schema: { type: 'string' },
			version: { const: VERSION },
			exported: {},
			notes: {},
			...Object.fromEntries(parts),
		},
	};
	return `${JSON.stringify(schema, null, '\t')}\n`;
}
