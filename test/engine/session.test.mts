import { expireTokens } from '../../simulator/sessions.mts';
import { newTenant, setUp, type Bench } from '../support/node.mts';

let bench: Bench;
afterEach(async () => await bench.close());

const list = { resource: 'tenant', operation: 'getMany', returnAll: true };
const update = {
	resource: 'tenant',
	operation: 'update',
	tenantId: '={{ $json.id }}',
	additionalFields: { maxExtensions: 5 },
};
/** Every test signs in with a password of its own: refused ones are remembered for a while. */
const wrong = (password: string) => ({ ...bench.simulator.logins.systemAdmin, password });

async function newTenants(count: number): Promise<string[]> {
	const items = Array.from({ length: count }, (_, index) => newTenant(`Customer ${index}`));
	const fields = ['name', 'domain', 'website', 'timezone', 'currency', 'region'];
	const { out } = await bench.run(
		{
			resource: 'tenant',
			operation: 'create',
			...Object.fromEntries(fields.map((name) => [name, `={{ $json.${name} }}`])),
		},
		{ items },
	);
	return out.map(({ id }) => String(id));
}

describe('the session', () => {
	test('is one login for a run of 200 items', async () => {
		bench = await setUp();
		const ids = await newTenants(200);
		expect(new Set(ids).size).toBe(200);
		expect(bench.simulator.counters.logins).toBe(1);
	}, 60_000);

	test('is kept for the next run, and renewed when its token expires in the middle of one', async () => {
		bench = await setUp();
		const ids = await newTenants(6);
		// With the request for the third item every token that was given out so far runs out.
		let requests = 0;
		const { log, state } = bench.simulator;
		const push = log.push.bind(log);
		log.push = (entry) => {
			if (entry.path.endsWith(ids[2]) && ++requests === 1) expireTokens(state);
			return push(entry);
		};
		const { out } = await bench.run(update, { items: ids.map((id) => ({ id })) });
		expect(out.map(({ updated }) => updated)).toEqual(ids.map(() => true));
		expect(bench.simulator.counters.logins).toBe(2);
	});

	test('is renewed before its token runs out, where the PBX says how long it lasts', async () => {
		bench = await setUp({ tokenLifetimeSeconds: 1 });
		await bench.run(list);
		// The last tenth of its life: the PBX would still take it.
		await new Promise((resolve) => setTimeout(resolve, 920));
		expect((await bench.run(list)).error).toBeUndefined();
		expect(bench.simulator.counters.logins).toBe(2);
		expect(bench.simulator.log.filter(({ status }) => status === 401)).toEqual([]);
	});

	test('is renewed once when it runs out under many executions at the same time', async () => {
		bench = await setUp();
		await bench.run(list);
		expireTokens(bench.simulator.state);
		const runs = await Promise.all(Array.from({ length: 8 }, async () => await bench.run(list)));
		expect(runs.map(({ error }) => error)).toEqual(runs.map(() => undefined));
		expect(bench.simulator.counters.logins).toBe(2);
	});

	test('is not handed on when the PBX has ended it, too', async () => {
		bench = await setUp();
		await bench.run(list);
		const first = bench.engine.credentials.read('portsip').accessToken as string;
		expireTokens(bench.simulator.state);
		await bench.run(list);
		// Another credential of the account still holds the first session, and the PBX restarts.
		bench.signIn({ ...bench.simulator.logins.systemAdmin, accessToken: first });
		expireTokens(bench.simulator.state);
		expect((await bench.run(list)).error).toBeUndefined();
		expect(bench.simulator.counters.logins).toBe(3);
	});

	test('belongs to the account: an edited credential signs in anew', async () => {
		bench = await setUp();
		await bench.run(list);
		const session = bench.engine.credentials.read('portsip').accessToken;
		expect(session).not.toBe('');
		bench.signIn({ ...bench.simulator.logins.dealer, accessToken: session as string });
		const { out } = await bench.run({ resource: 'myDealer', operation: 'get' });
		expect(out[0].name).toBe(bench.simulator.logins.dealer.username);
		expect(bench.simulator.counters.logins).toBe(2);
	});

	test('of a tenant user names the domain', async () => {
		bench = await setUp();
		bench.signIn(bench.simulator.logins.tenantUser);
		const { out } = await bench.run({ resource: 'myTenant', operation: 'get' });
		expect(out[0].domain).toBe(bench.simulator.logins.tenantUser.domain);
	});

	test('uses the form login where the PBX does not know the other one', async () => {
		bench = await setUp({ legacyLoginOnly: true });
		const { out, error } = await bench.run(list);
		expect(error).toBeUndefined();
		expect(out.length).toBeGreaterThan(0);
	});
});

describe('a refused sign-in', () => {
	test('is sent once, however many items there are', async () => {
		bench = await setUp();
		bench.signIn(wrong('Not-This-One-1'));
		const { items } = await bench.run(list, {
			items: Array.from({ length: 20 }, () => ({})),
			onError: 'continueErrorOutput',
		});
		expect(items('PortSIP', 1)).toHaveLength(20);
		expect(bench.simulator.counters.refusedLogins).toBe(1);
	});

	test('is not repeated by the next runs, until the credential is corrected', async () => {
		bench = await setUp();
		bench.signIn(wrong('Not-This-One-2'));
		await bench.run(list);
		for (let run = 0; run < 6; run++) {
			const { error } = await bench.run(list);
			expect(error?.message).toMatch(/refused this sign-in a short while ago/);
		}
		expect(bench.simulator.counters.refusedLogins).toBe(1);
		bench.signIn(bench.simulator.logins.systemAdmin);
		expect((await bench.run(list)).error).toBeUndefined();
	});
});

describe('each way in which a sign-in goes wrong has its own words', () => {
	const words = async () => {
		const { error } = await bench.run(list);
		return `${error?.message}. ${error?.description}`;
	};

	test('wrong password', async () => {
		bench = await setUp();
		bench.signIn(wrong('Not-This-One-3'));
		const said = await words();
		expect(said).toMatch(/PBX refused the sign-in \(400 UNAUTHORIZED\).*Check Username, Password/);
		expect(said).not.toContain('Not-This-One-3');
	});

	test('second factor', async () => {
		bench = await setUp({ twoFactor: true });
		expect(await words()).toMatch(/second factor.*account without two-factor authentication/);
	});

	test('forced password reset', async () => {
		bench = await setUp({ forcePasswordReset: true });
		expect(await words()).toMatch(/choose a new password first.*Sign in to the web portal once/);
	});

	test('wrong port', async () => {
		bench = await setUp();
		bench.signIn({ ...bench.simulator.logins.systemAdmin, baseUrl: 'http://127.0.0.1:9' });
		expect(await words()).toMatch(/Nothing answers at 127\.0\.0\.1:9.*Check host and port/);
	});

	test('unknown host', async () => {
		bench = await setUp();
		bench.signIn({ ...bench.simulator.logins.systemAdmin, baseUrl: 'https://pbx.invalid:8887' });
		expect(await words()).toMatch(/host name of pbx\.invalid:8887 cannot be found/);
	});

	test('no address at all', async () => {
		bench = await setUp();
		bench.signIn({ ...bench.simulator.logins.systemAdmin, baseUrl: ' ' });
		expect(await words()).toMatch(/The Base URL of the credential is empty/);
	});

	test('a web page instead of the API', async () => {
		bench = await setUp({
			failures: [{ path: '/auth/sign_in', status: 200, times: 1, html: true }],
		});
		expect(await words()).toMatch(/answered with a web page instead of the REST API.*Base URL/);
	});

	test('a host that is no PortSIP PBX', async () => {
		bench = await setUp({
			failures: [{ path: '/auth/sign_in|/login/oauth/token', status: 404, times: 2 }],
		});
		expect(await words()).toMatch(/does not know PortSIP's sign-in/);
	});

	test('a PBX that is overloaded', async () => {
		bench = await setUp({ failures: [{ path: '/auth/sign_in', status: 503, times: 4 }] });
		expect(await words()).toMatch(/cannot take the sign-in now \(503\).*Wait a minute/);
		// It is no refusal: after a few seconds it is tried again, and then succeeds.
		expect(await words()).toBe('undefined. undefined');
	});

	test('a certificate that is not trusted, and the switch for it', async () => {
		bench = await setUp({ tls: true });
		expect(await words()).toMatch(
			/certificate of 127\.0\.0\.1:\d+ is not trusted.*Ignore SSL Issues/,
		);
		bench.signIn({ ...bench.simulator.logins.systemAdmin, ignoreSslIssues: true });
		expect((await bench.run(list)).error).toBeUndefined();
	});
});
