import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv } from 'ajv';

import { handlers } from '../../simulator/handlers/index.mts';
import { setUp, type Client, type Setup } from './client.mts';

interface Schema {
	properties?: Record<string, Schema>;
	items?: Schema;
	additionalProperties?: boolean;
}

interface Fact {
	status: number;
	schema: Schema;
	added?: Array<{ name: string }>;
}

const contract = (file: string) =>
	JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'contract', file), 'utf8'));
const facts: Record<string, Fact> = contract('responses.json');
const renames: Array<{
	method: string;
	path: string;
	responseFieldsRenamed?: Array<{ from: string; to: string }>;
}> = contract('operations.json');

/** The published schema, closed, with the fields and new names that later versions brought. */
function closedSchema(key: string): Schema {
	const { schema, added = [] } = structuredClone(facts[key]);
	const record = schema.properties?.items?.items ?? schema;
	const properties = (record.properties ??= {});
	for (const { name } of added) if (!/[.[]/.test(name)) properties[name] ??= {};
	const operation = renames.find(({ method, path }) => `${method} ${path}` === key);
	for (const { from, to } of operation?.responseFieldsRenamed ?? []) {
		if (from in properties) properties[to] = properties[from];
	}
	record.additionalProperties = false;
	if (record !== schema) schema.additionalProperties = false;
	return schema;
}

let pbx: Setup;
const clients: Record<string, Client> = {};
const ids: Record<string, string> = {};
beforeAll(async () => {
	pbx = await setUp();
	clients.admin = await pbx.admin();
	clients.dealer = await pbx.dealer();
	clients.office = await pbx.office();
	const { state } = pbx.simulator;
	const holiday = { name: 'May', region: 'DEU', consecutive: false, every_year: true };
	[ids.tenants] = state.tenants.keys();
	[ids.dealers] = state.dealers.keys();
	[ids.providers] = state.providers.keys();
	[ids.transports] = state.transports.keys();
	[ids.users] = state.administrators.keys();
	ids.holidays = (await clients.office.post('/holidays', holiday)).body.id;
	const filter = { cidr: '192.0.2.0/24', target: 'DENY', expire_at: '2030-01-01T00:00:00Z' };
	ids.ip_filters = (await clients.admin.post('/ip_filters', filter)).body.id;
	const [provider_id, caller_id] = [ids.providers, '4420700001'];
	await clients.office.post('/tenant', { outbound_caller_ids: [{ provider_id, caller_id }] });
});
afterAll(() => pbx.simulator.close());

const reads = Object.keys(handlers).filter((key) => key.startsWith('GET '));

/** Fills the path of an operation with ids of the sample data. */
function fill(path: string): string {
	return path
		.replace('/transports/{id}/status', '/transports/UDP/status')
		.replace('{tenant_id}', ids.tenants)
		.replace('{id}', ids[/([a-z_]+)\/\{id\}/.exec(path)?.[1] ?? '']);
}

function clientFor(path: string): Client {
	if (/^\/dealer(\/|$)/.test(path)) return clients.dealer;
	return /^\/(tenant|holidays|voicemail)(\/|$)/.test(path) ? clients.office : clients.admin;
}

describe('answers', () => {
	const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });

	it.each(reads)('%s is as the contract says', async (key) => {
		const path = key.slice('GET '.length);
		const answer = await clientFor(path).get(fill(path));
		expect(answer.status).toBe(200);
		if (!facts[key]) return;
		expect(answer.body).not.toEqual({});
		if (answer.body.items) expect(answer.body.items.length).toBeGreaterThan(0);
		const validate = ajv.compile(closedSchema(key));
		validate(answer.body);
		expect(validate.errors ?? []).toEqual([]);
	});

	it('are checked by a schema that can refuse', () => {
		const validate = ajv.compile(closedSchema('GET /tenants'));
		expect(validate({ count: 1, items: [{ id: '1', name: 'x' }] })).toBe(true);
		expect(validate({ count: 1, items: [{ id: 1 }] })).toBe(false);
		expect(validate({ count: 1, items: [{ password: 'x' }] })).toBe(false);
		expect(validate({ count: 1, total: 1, items: [] })).toBe(false);
	});

	it('never hold a password that the contract does not show', async () => {
		const { logins } = pbx.simulator;
		const secrets = [logins.systemAdmin, logins.dealer, logins.tenantUser].map((l) => l.password);
		for (const key of reads) {
			const path = key.slice('GET '.length);
			const { text } = await clientFor(path).get(fill(path));
			for (const secret of secrets) expect(text).not.toContain(secret);
		}
	});
});

describe('the operations', () => {
	const groups = ['Administration', 'Tenant', 'Trunk'];
	const named = ['GET /info', 'GET /auth/user', 'GET /dataflow', 'GET /dataflow/status'];
	const keys = (contract('operations.json') as Array<{ method: string; path: string; tag: string }>)
		.map(({ method, path, tag }) => ({ key: `${method} ${path}`, tag }))
		.filter(({ key, tag }) => groups.includes(tag) || named.includes(key))
		.map(({ key }) => key);

	it.each(keys)('%s is simulated', (key) => {
		expect(handlers).toHaveProperty([key], expect.any(Function));
	});
});
