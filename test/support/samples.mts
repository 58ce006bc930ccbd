import { parameterOf } from '../../nodes/shared/api/names.ts';
import type { Field, Operation, Resource } from '../../nodes/shared/api/types.ts';
import { WEEKDAYS } from '../../nodes/shared/api/weekdays.ts';
import { collectionOf } from '../../nodes/shared/parameters/collections.ts';
import type { Fact } from '../../scripts/facts/contract.mts';

/** A value that the contract allows for a field; the same for each call. */
export function sample(fact: Omit<Fact, 'name'> & { name?: string }): unknown {
	switch (fact.type) {
		case 'integer':
			return Math.min(Math.max(7, fact.min ?? 0), fact.max ?? 7);
		case 'number':
			return 12.5;
		case 'boolean':
			return true;
		case 'array':
			return [sample({ name: fact.name, ...(fact.items ?? { type: 'string' }) })];
		case 'object':
			return fact.properties ? withMode(sampleOf(fact.properties)) : { sample: true };
		case 'string':
			return sampleText(fact);
		default:
			return { sample: ['value'] };
	}
}

/** One value for each field. */
export const sampleOf = (facts: readonly Fact[]): Record<string, unknown> =>
	Object.fromEntries(facts.map((fact) => [fact.name, sample(fact)]));

/** Hours of one's own have another mode than the first choice, which takes the company's over. */
const withMode = (value: Record<string, unknown>) =>
	'monday' in value && 'mode' in value ? { ...value, mode: 'CUSTOM' } : value;

const PEM = (what: string) => `-----BEGIN ${what}-----\nMIIsample0000abcd\n-----END ${what}-----`;

/** Texts of fields whose names say what they look like. */
const SAMPLES: ReadonlyArray<readonly [RegExp, string]> = [
	[/^did_numbers$/, '442071230000-442071230099;442071231500'],
	[/^from$/, '09:00'],
	[/^to$/, '17:00'],
	[/^url$/, 'https://events.example/hook'],
	[/^(website|forum)$/, 'https://www.customer.example'],
	[/^(email|recipient|reply_to)$/, 'ada@customer.example'],
	[/recipients$|^external_invitees$/, 'ada@customer.example,bob@customer.example'],
	[/ipv4$|_dns_server$/, '192.0.2.10'],
	[/ipv6$/, '2001:db8::10'],
	[/^cidr$/, '198.51.100.0/24'],
	[/^additional_ips$/, '192.0.2.0/24;198.51.100.7/32'],
	[/^(agent|queue|number|internal_invitees|target_extension_number)$/, '1001'],
	[/^mac$/, '001565AABBCC'],
	[/^timezone$/, 'Europe/London'],
	[/^currency$/, 'GBP'],
	[/^region$/, 'GBR'],
	[/^(language|voicemail_prompt)$/, 'en-GB'],
	[/^latitude$/, '51.5072'],
	[/^longitude$/, '-0.1276'],
	[/disk_quota$/, '20GB'],
	[/^(custom_options|android_service_account)$/, '{"sample":true}'],
	[/^(crt|stir_shaken_cert|ios_certificate)$/, PEM('CERTIFICATE')],
	[/^(key|stir_shaken_key|ios_private_key)$/, PEM('PRIVATE KEY')],
	[/^(cron_expr|sync_time)$/, '0 6 * * 1'],
	[/caller_id$/, '442071231500'],
	[/^voicemail_pin$|^pin$|provisioning_pin$/, '482915'],
	[/^(room|admin)_pin$|^door_password/, '4829'],
	[/^number_mask$/, '101-110;199'],
	[/^number_length$/, '7;11'],
	[/^dtmf_mask$/, '1000;2000;3000-4000'],
];

function sampleText(fact: Omit<Fact, 'name'> & { name?: string }): string {
	if (fact.enum) return fact.enum[0];
	if (/^date[-_]time$/.test(fact.format ?? '')) return '2030-01-02T03:04:05.000Z';
	if (fact.name === 'code' && fact.minLength === fact.maxLength)
		return '7'.padStart(fact.minLength ?? 1, '0');
	const known = SAMPLES.find(([names]) => names.test(fact.name ?? ''))?.[1];
	if (known !== undefined) return known;
	const text = fact.pattern?.startsWith('[0-9')
		? '1234'
		: `sample${(fact.name ?? '').replace(/\W|_/g, '')}`;
	return text.slice(0, fact.maxLength).padEnd(fact.minLength ?? 0, 'x');
}

/** The value as a person would have it in the editor: the way back from the API's form. */
export function inEditor(field: Field, wire: unknown): unknown {
	if (field.picks) return { __rl: true, mode: 'list', value: wire, cachedResultName: 'Sample' };
	switch (field.type) {
		case 'reference':
			return { __rl: true, mode: 'list', value: wire, cachedResultName: 'Sample' };
		case 'object':
			return fieldsInEditor(field.fields ?? [], wire as Record<string, unknown>);
		case 'list':
			return {
				entries: (wire as Array<Record<string, unknown>>).map((each) =>
					fieldsInEditor(field.fields ?? [], each),
				),
			};
		case 'keyed':
			return {
				entries: Object.entries(wire as Record<string, Record<string, unknown>>)
					.filter(([key]) => key in (field.options ?? {}))
					.map(([key, each]) => ({
						key,
						...fieldsInEditor(field.fields ?? [], each),
					})),
			};
		case 'weekHours':
			return WEEKDAYS.map((day) => {
				const { ranges } = (
					wire as Record<string, { ranges: Array<{ from: string; to: string }> }>
				)[day];
				return `${day} ${ranges.map(({ from, to }) => `${from}-${to}`).join(', ')}`;
			}).join('; ');
		case 'switches':
			return Object.entries(wire as Record<string, Record<string, boolean>>).flatMap(
				([group, keys]) => Object.keys(keys).map((key) => `${group}.${key}`),
			);
		case 'json':
			return JSON.stringify(wire);
		default:
			return wire;
	}
}

const fieldsInEditor = (fields: readonly Field[], wire: Record<string, unknown>) =>
	Object.fromEntries(
		fields
			.filter(({ name }) => name in wire)
			.map((field) => [parameterOf(field), inEditor(field, wire[field.name])]),
	);

/**
 * The node's parameters that should lead to these values.
 *
 * @param values by wire name: of path, query and body together
 */
export function parametersFor(
	resource: Resource,
	operation: Operation,
	values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const parameters: Record<string, unknown> = {
		resource: resource.value,
		operation: operation.value,
	};
	const collection = collectionOf(resource, operation)?.name ?? '';
	const own = [...operation.pathFields, ...operation.queryFields, ...operation.bodyFields];
	for (const field of own) {
		const value = field.spread
			? Object.fromEntries(Object.entries(values).filter(([name]) => name in (field.options ?? {})))
			: values[field.name];
		if (value === undefined || (field.spread && !Object.keys(value as object).length)) continue;
		const place =
			field.required || field.onTop
				? parameters
				: ((parameters[collection] ??= {}) as typeof parameters);
		place[parameterOf(field)] = inEditor(field, value);
	}
	return parameters;
}
