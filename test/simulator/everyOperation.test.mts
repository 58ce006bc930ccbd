import { Ajv } from 'ajv';

import { setUp, type Answer, type Setup } from './client.mts';
import { closedSchema, digestOf, keyOf, operations, type Operation } from './contract.mts';
import { World } from './world.mts';

let pbx: Setup;
let world: World;
let restore: () => void;

/** Remembers the whole state, so that each operation finds the same records. */
function snapshot(): () => void {
	const maps = Object.values(pbx.simulator.state).filter((part) => part instanceof Map);
	const kept = maps.map((map) => structuredClone([...map]));
	return () => {
		maps.forEach((map: Map<unknown, unknown>, index) => {
			map.clear();
			for (const [key, value] of structuredClone(kept[index])) map.set(key, value);
		});
	};
}

beforeAll(async () => {
	pbx = await setUp({ signInAttempts: 0 });
	world = new World(pbx);
	await world.build();
	restore = snapshot();
});
beforeEach(() => restore());
afterAll(() => pbx.simulator.close());

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });

const callback_url = 'https://pbx.example/reset';

/** Calls that need more than what the contract says of their body. */
const special: Record<string, () => Promise<Answer>> = {
	'POST /auth/sign_in': () => pbx.nobody().post('/auth/sign_in', pbx.simulator.logins.systemAdmin),
	'POST /auth/refresh_token': () =>
		pbx.nobody().post('/auth/refresh_token', { refresh_token: world.clients.system.refreshToken }),
	'POST /auth/send_otp': async () => pbx.nobody().post('/auth/send_otp', { token: await begun() }),
	'POST /auth/verify_otp': async () =>
		pbx.nobody().post('/auth/verify_otp', { token: await begun(), code: '482915' }),
	'POST /auth/forget_password': () =>
		pbx.nobody().post('/auth/forget_password', { username: 'nobody', callback_url }),
	async 'POST /auth/reset_password'() {
		const { username, domain } = pbx.simulator.logins.tenantUser;
		await pbx.nobody().post('/auth/forget_password', { username, domain, callback_url });
		const [token] = pbx.simulator.state.pending.keys();
		return pbx.nobody().post('/auth/reset_password', { token, new_password: 'Other-Fake-7' });
	},
	'POST /login': () => pbx.nobody().post('/login', pbx.simulator.logins.systemAdmin),
	'GET /login': () => world.clients.tenant.get('/login'),
	'POST /logout': () => world.clients.tenant.post('/logout'),
	'POST /login/oauth/token': () =>
		pbx.nobody().form('/login/oauth/token', {
			grant_type: 'password',
			client_id: 'sample',
			scope: 'all',
			...pbx.simulator.logins.systemAdmin,
		}),
	'POST /login/oauth/revoke': () => world.clients.tenant.post('/login/oauth/revoke'),
	'POST /login/by_microsoft': () =>
		pbx.nobody().form('/login/by_microsoft', { domain: 'sample.example' }),
	async 'POST /providers/{id}/assignees/{tenant_id}/destroy'() {
		await world.clients.tenant.post(world.fill('/inbound_rules/{id}/destroy'));
		return world.clients.system.post(
			pathOf({ path: '/providers/{id}/assignees/{tenant_id}/destroy' }),
		);
	},
	'GET /transports/{id}/status': () => world.clients.system.get('/transports/UDP/status'),
	'POST /blobs/uploads/{id}/append': () => sendUpload('append'),
	'POST /blobs/uploads/{id}/complete': () => sendUpload(`complete?digest=${digestOf('more')}`),
	'GET /sessions/directly': () =>
		pbx
			.nobody()
			.get(
				'/sessions/directly?extension_number=1002&password=Third-Fake-5' +
					'&domain=sample.example&caller=1002&callee=1001&send_sdp=false',
			),
	'POST /tenants/switch': () =>
		world.clients.system.post(`/tenants/switch?id=${world.values['/tenants/{id}']}`),
	'POST /admin/user/password': () =>
		world.clients.system.post('/admin/user/password', {
			old_password: 'Sample-Only-7',
			new_password: 'Other-Fake-7',
		}),
	'POST /dealer/password': () =>
		world.clients.dealer.post('/dealer/password', {
			old_password: 'Resell-Only-7',
			new_password: 'Other-Fake-7',
		}),
};

async function begun(): Promise<string> {
	pbx.simulator.switches.twoFactor = true;
	const { body } = await pbx.nobody().post('/auth/sign_in', pbx.simulator.logins.systemAdmin);
	pbx.simulator.switches.twoFactor = false;
	return String(body?.token);
}

function sendUpload(step: string): Promise<Answer> {
	const id = world.values['/blobs/uploads/{id}'];
	const token = pbx.simulator.state.uploads.get(id)?.token;
	return world.clients.tenant.bytes(`/blobs/uploads/${id}/${step}`, 'more', token);
}

/** The sample trunk is the one that is assigned to the sample tenant. */
function pathOf({ path }: Pick<Operation, 'path'>): string {
	const { providers, tenants } = pbx.simulator.state;
	const [trunk] = providers.keys();
	const [tenant] = tenants.keys();
	return world.fill(
		path
			.replace('/providers/{id}/assignees', `/providers/${trunk}/assignees`)
			.replace('{tenant_id}', tenant),
	);
}

function checkShape({ responseShape }: Operation, { body, text, headers }: Answer): void {
	if (responseShape === 'none') expect(text).toBe('');
	else if (responseShape === 'binary') {
		expect(headers.get('content-type')).toMatch(/^application\/octet-stream/);
	} else expect(body).toEqual(expect.any(Object));
	if (responseShape.startsWith('list')) expect(body?.items).toEqual(expect.any(Array));
	if (responseShape === 'list-count') expect(body?.count).toEqual(expect.any(Number));
}

describe('every operation', () => {
	it.each(operations.map((operation) => [keyOf(operation), operation] as const))(
		'%s answers as the contract says',
		async (key, operation) => {
			const answer = await (special[key]?.() ?? world.send(operation, { path: pathOf(operation) }));
			expect([answer.status, answer.status >= 400 ? answer.body : undefined]).toEqual([
				operation.success[0],
				undefined,
			]);
			checkShape(operation, answer);
			const schema = closedSchema(operation);
			if (!schema) return;
			const validate = ajv.compile(schema);
			validate(answer.body);
			expect(validate.errors ?? []).toEqual([]);
		},
	);

	it('is 688 of them', () => {
		expect(operations).toHaveLength(688);
	});

	it('never shows a password that the contract does not', async () => {
		const { systemAdmin, dealer, tenantUser } = pbx.simulator.logins;
		const secrets = [systemAdmin, dealer, tenantUser].map(({ password }) => password);
		for (const operation of operations.filter(({ method }) => method === 'GET')) {
			const { text } = await world.send(operation, { path: pathOf(operation) });
			for (const secret of secrets) expect(text).not.toContain(secret);
		}
	});

	it('is checked by schemas that can refuse', () => {
		const tenants = operations.find((operation) => keyOf(operation) === 'GET /tenants');
		const validate = ajv.compile(closedSchema(tenants as Operation) ?? {});
		expect(validate({ count: 1, items: [{ id: '1', name: 'x' }] })).toBe(true);
		expect(validate({ count: 1, items: [{ id: 1 }] })).toBe(false);
		expect(validate({ count: 1, items: [{ password: 'x' }] })).toBe(false);
		expect(validate({ count: 1, total: 1, items: [] })).toBe(false);
	});
});
