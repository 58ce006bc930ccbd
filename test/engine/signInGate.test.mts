import { testCredential } from '../support/credentialTest.mts';
import { setUp, type Bench } from '../support/node.mts';
import { addTenants, onRequest, peaksOf } from '../support/pbx.mts';

/**
 * One sign-in at a time for an account, whoever asks: n8n's shared session, the private sessions of
 * tenants, or the button that tests a credential. PortSIP blocks the address after five refused ones.
 */
let bench: Bench;
afterEach(async () => await bench.close());

const TENANTS = 20;
const SIGN_IN = /^POST \/api\/auth\/sign_in$/;
const list = { resource: 'tenant', operation: 'getMany' };
const inTenants = {
	resource: 'myTenant',
	operation: 'get',
	actInTenant: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
};
const checkAccess = {
	resource: 'tenant',
	operation: 'checkAccess',
	tenantId: '={{ $json.id }}',
};
const login = (password?: string) => ({
	...bench.simulator.logins.systemAdmin,
	baseUrl: bench.simulator.url,
	signInAs: 'system',
	...(password ? { password } : {}),
});
const itemsOf = (ids: readonly string[]) => ids.map((id) => ({ id }));

/** How often the PBX said no, and how often it did not even look. */
const refusals = () => {
	const { refusedLogins, blockedLogins } = bench.simulator.counters;
	return { refusedLogins, blockedLogins };
};
const once = { refusedLogins: 1, blockedLogins: 0 };

/** For each sign-in how many were on their way, or refused, before it. */
function unansweredAtSignIn(): number[] {
	const before: number[] = [];
	onRequest(bench.simulator, ({ path }) => {
		if (!path.endsWith('/sign_in')) return;
		const others = bench.simulator.log.filter((each) => each.path === path);
		before.push(others.filter(({ status }) => status !== 200).length);
	});
	return before;
}

describe('a wrong password', () => {
	test.each([
		['Act in Tenant', inTenants, 'stopWorkflow'],
		['Act in Tenant, going on with errors', inTenants, 'continueErrorOutput'],
		['Check Access', checkAccess, 'continueErrorOutput'],
	] as const)(
		'in %s with 20 tenants is refused once, and the right one works',
		async (_, node, onError) => {
			bench = await setUp({ latencyMs: 10 });
			const items = itemsOf(addTenants(bench.simulator, TENANTS));
			bench.signIn(login('Not-This-One-1'));
			const { out, error, items: output } = await bench.run(node, { items, onError });
			expect(out).toEqual([]);
			expect(refusals()).toEqual(once);
			if (onError === 'continueErrorOutput') expect(output('PortSIP', 1)).toHaveLength(TENANTS);
			else expect(error?.message).toMatch(/refused (the|this) sign-in/);

			bench.signIn(login());
			const right = await bench.run(node, { items });
			expect(right.error).toBeUndefined();
			expect(right.out.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
			expect(refusals()).toEqual(once);
		},
	);

	test('that all meet at once is refused once', async () => {
		bench = await setUp({ latencyMs: 10 });
		const items = itemsOf(addTenants(bench.simulator, TENANTS));
		const wrong = login('Not-This-One-2');
		bench.signIn(wrong);
		bench.signIn(wrong, 'twin');
		const [tested, ...runs] = await Promise.all([
			testCredential(bench.engine, wrong),
			bench.run(inTenants, { items }),
			bench.run(list),
			bench.run(list, { credential: 'twin' }),
			bench.run(checkAccess, { items }),
		]);
		expect(tested.status).toBe('Error');
		expect(runs.map(({ error }) => error?.message)).toEqual(
			runs.map(() => expect.stringMatching(/sign-in/)),
		);
		expect(refusals()).toEqual(once);
	});

	test('of one account does not hold up another one', async () => {
		bench = await setUp({ latencyMs: 10 });
		const items = itemsOf(addTenants(bench.simulator, TENANTS));
		bench.signIn(login('Not-This-One-3'));
		bench.signIn(bench.simulator.logins.dealer, 'dealer');
		const [wrong, right] = await Promise.all([
			bench.run(inTenants, { items }),
			bench.run({ resource: 'myDealer', operation: 'get' }, { credential: 'dealer' }),
		]);
		expect(wrong.error?.message).toMatch(/refused (the|this) sign-in/);
		expect(right.error).toBeUndefined();
		expect(refusals()).toEqual(once);
	});
});

describe('the first sign-in goes alone', () => {
	test('in Act in Tenant, and the others follow when it was taken', async () => {
		bench = await setUp({ latencyMs: 10 });
		const items = itemsOf(addTenants(bench.simulator, TENANTS));
		const unanswered = unansweredAtSignIn();
		const { error, out } = await bench.run(inTenants, { items });
		expect(error).toBeUndefined();
		expect(out).toHaveLength(TENANTS);
		expect(unanswered.slice(0, 2)).toEqual([0, 0]);
	});

	test('where the credential is tested beside two kinds of runs', async () => {
		bench = await setUp({ latencyMs: 10 });
		const items = itemsOf(addTenants(bench.simulator, TENANTS));
		const unanswered = unansweredAtSignIn();
		const [tested, inside, outside] = await Promise.all([
			testCredential(bench.engine, login()),
			bench.run(inTenants, { items }),
			bench.run(list),
		]);
		expect(tested.status).toBe('OK');
		expect([inside.error, outside.error]).toEqual([undefined, undefined]);
		expect(unanswered.slice(0, 2)).toEqual([0, 0]);
	});

	test('and one that did not get through says nothing of the password', async () => {
		bench = await setUp({ latencyMs: 10 });
		const items = itemsOf(addTenants(bench.simulator, TENANTS));
		bench.simulator.switches.failures.push({ path: '/auth/sign_in', status: 503, times: 1 });
		const peaks = peaksOf(bench.simulator, SIGN_IN);
		const { error, out } = await bench.run(inTenants, { items });
		expect(error).toBeUndefined();
		expect(out).toHaveLength(TENANTS);
		expect(peaks.requests).toBeLessThanOrEqual(TENANTS);
		expect(refusals()).toEqual({ refusedLogins: 0, blockedLogins: 0 });
	});
});

test('a password that was changed meanwhile is found out by one sign-in', async () => {
	bench = await setUp({ latencyMs: 10 });
	const items = itemsOf(addTenants(bench.simulator, TENANTS));
	expect((await bench.run(list)).error).toBeUndefined();
	const [admin] = bench.simulator.state.administrators.values();
	admin.password = 'Changed-Word-1';
	const { error } = await bench.run(inTenants, { items });
	expect(error?.message).toMatch(/refused (the|this) sign-in/);
	expect(refusals()).toEqual(once);
});
