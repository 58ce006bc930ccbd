import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/PortSip/api/index.ts';
import type { Field, Operation, Resource } from '../../nodes/PortSip/api/types.ts';
import { contract } from '../../scripts/facts/contract.mts';
import { inEditor, parametersFor, sample } from '../support/samples.mts';
import { newTenant, setUp, type Bench } from '../support/node.mts';

/** Values that must mean something to the PBX, by wire name. */
const MEANINGFUL: IDataObject = {
	timezone: 'Europe/London',
	currency: 'EUR',
	region: 'DEU',
	cidr: '198.51.100.0/24',
	password: 'Strong-Word-7',
	new_password: 'Other-Phrase-8',
	email: 'someone@customer.example',
	recipient: 'someone@customer.example',
	domain: 'every.example',
	port: 5099,
	role: 'OperationsAdmin',
	did_numbers: '442088000000-442088000099',
};
const TENANT_USERS = ['holiday', 'myTenant', 'voicemailServer'];
/** What must come before and after the rest, so that records exist when they are needed. */
const ORDER = ['create', 'assign', 'assignDealer'];
const LAST = [
	'removeDealer',
	'unassign',
	'changePassword',
	'changeUsername',
	'deleteToken',
	'delete',
];
const facts = contract();

let bench: Bench;
/** Names and passwords as they are at the moment: two operations change them. */
let logins: Record<'systemAdmin' | 'dealer' | 'tenantUser', Record<string, string>>;
/** Records that were there before, and those that the operations create, by resource. */
const seeded: Record<string, string> = {};
const created: Record<string, string> = {};
beforeAll(async () => {
	bench = await setUp();
	logins = structuredClone(bench.simulator.logins) as unknown as typeof logins;
	for (const resource of ['tenant', 'dealer', 'trunk']) {
		const { out } = await bench.run({ resource, operation: 'getMany' });
		seeded[resource] = String(out[0].id);
	}
	const { out } = await bench.run({
		resource: 'tenant',
		operation: 'create',
		...newTenant('Second'),
	});
	seeded.tenant = String(out[0].id);
});
afterAll(async () => await bench.close());

const place = ({ value }: Operation): number =>
	ORDER.includes(value) ? ORDER.indexOf(value) - ORDER.length : LAST.indexOf(value) + 1;

const cases = resources.flatMap((resource) =>
	[...resource.operations]
		.sort((a, b) => place(a) - place(b))
		.map((operation) => [`${resource.value}:${operation.value}`, resource, operation] as const),
);

/** The least that the operation needs: its required fields, or one of the others. */
function values(resource: Resource, operation: Operation, login: IDataObject): IDataObject {
	const body = facts.get(`${operation.method} ${operation.path}`)?.body ?? [];
	const required = operation.bodyFields.filter((field) => field.required);
	const fields = required.length ? required : operation.bodyFields.slice(0, 1);
	const valueOf = ({ name, ref = resource.value, options }: Field): unknown => {
		if (name === 'old_password') return login.password;
		if (name === 'id') return options ? 'UDP' : (created[ref] ?? seeded[ref]);
		if (name.endsWith('_id')) return seeded[ref];
		if (name === 'name') return `${resource.value}.${operation.value}`;
		const fact = body.find((each) => each.name === name);
		return MEANINGFUL[name] ?? (fact && sample(fact));
	};
	const own = [
		...operation.pathFields,
		...operation.queryFields.filter((f) => f.required),
		...fields,
	];
	return Object.fromEntries(own.map((field) => [field.name, valueOf(field)])) as IDataObject;
}

describe('every operation runs in the engine against the PBX', () => {
	test.each(cases)('%s', async (_, resource, operation) => {
		const login = TENANT_USERS.includes(resource.value)
			? logins.tenantUser
			: resource.value === 'myDealer'
				? logins.dealer
				: logins.systemAdmin;
		bench.signIn(login);
		const sent = values(resource, operation, login);
		const { out, error } = await bench.run({
			...parametersFor(resource, operation, sent),
			...(operation.kind === 'getMany' ? { returnAll: true } : {}),
		});
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		const own = resource.value.startsWith('my');
		if (own && operation.value === 'changePassword') login.password = String(sent.new_password);
		if (own && operation.value === 'changeUsername') login.username = String(sent.name);
		if (operation.kind === 'create') created[resource.value] = String(out[0].id);
		if (operation.kind === 'delete') expect(out).toEqual([{ deleted: true }]);
		if (operation.kind !== 'getMany') expect(out).toHaveLength(1);
		expect(out.every((json) => Object.keys(json).length > 0)).toBe(true);
	});
});

test('the values of the cases are those of the editor', () => {
	expect(inEditor({ name: 'id', type: 'reference', ref: 'tenant' }, '1')).toMatchObject({
		mode: 'id',
	});
});
