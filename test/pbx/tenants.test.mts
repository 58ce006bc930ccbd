import { Connection } from '../../pbx/connection.ts';
import type { CallFailed } from '../../pbx/failures.ts';
import { broken, FakePbx, type Answering } from '../support/fakePbx.mts';

const SETTINGS = { timeout: 1000, tries: 2, requestsPerMinute: 4500 };

/** A PBX that knows where each session is. */
function pbxWithTenants(also: Answering = async () => [200, {}]) {
	const places = new Map<string, string>();
	const pbx: FakePbx = new FakePbx(async (exchange) => {
		if (exchange.path !== '/tenant') return await also(exchange);
		return [200, { id: places.get(String(exchange.token)) ?? 'none', name: 'Acme' }];
	});
	pbx.signIns['/tenants/switch'] = async ({ token, query }) => {
		places.set(String(token), String(query.get('id')));
		return [200];
	};
	return pbx;
}

const open = async (pbx: FakePbx) => (await Connection.open(pbx.host(), SETTINGS)).tenants;
const failureIn = async (work: Promise<unknown>): Promise<CallFailed['failure']> =>
	await work.then(
		() => Promise.reject(new Error('It went well')),
		(error: unknown) => (error as CallFailed).failure,
	);
const WAY_IN = ['POST /auth/sign_in', 'GET /auth/user', 'POST /tenants/switch', 'GET /tenant'];
const list = { method: 'GET', route: '/list' } as const;

describe('a session in a tenant', () => {
	test('is entered once for all that use it, never with the shared token, and left after the last', async () => {
		const pbx = pbxWithTenants();
		const tenants = await open(pbx);
		for (let use = 0; use < 3; use++) tenants.expect('7');
		const seen = await Promise.all(
			[1, 2].map(async () => await tenants.within('7', async (_, tenant) => tenant.name)),
		);
		expect(seen).toEqual(['Acme', 'Acme']);
		expect(pbx.lines).toEqual(WAY_IN);
		await tenants.within('7', async (session) => await session.send(list));
		expect(pbx.lines).toEqual([...WAY_IN, 'GET /list', 'POST /auth/sign_out']);
		expect(pbx.log.map(({ token }) => token)).not.toContain('shared');
	});

	test('is entered anew after it was left, and closed at the end whatever was expected', async () => {
		const pbx = pbxWithTenants();
		const tenants = await open(pbx);
		await tenants.within('7', async () => undefined);
		await tenants.within('7', async () => undefined);
		expect(pbx.lines.filter((line) => line.endsWith('sign_in'))).toHaveLength(2);
		tenants.expect('8');
		tenants.expect('8');
		await tenants.within('8', async () => undefined);
		expect(pbx.lines.filter((line) => line.endsWith('sign_out'))).toHaveLength(2);
		await tenants.close();
		expect(pbx.lines.filter((line) => line.endsWith('sign_out'))).toHaveLength(3);
	});

	test('is ended although the work in it went wrong', async () => {
		const pbx = pbxWithTenants();
		const tenants = await open(pbx);
		const work = tenants.within('7', () => Promise.reject(new Error('so it is')));
		await expect(work).rejects.toThrow('so it is');
		expect(pbx.lines.at(-1)).toBe('POST /auth/sign_out');
	});

	test('that is in another tenant is not used', async () => {
		const pbx = pbxWithTenants();
		pbx.signIns['/tenants/switch'] = async () => [200];
		const failure = await failureIn((await open(pbx)).within('7', async () => 'work'));
		expect(failure).toMatchObject({ kind: 'notEntered' });
		expect(failure.message).toMatch(/another tenant/);
		expect(pbx.lines).toEqual([...WAY_IN, 'POST /auth/sign_out']);
	});

	test('is where the look says, also when the answer to the switch is lost', async () => {
		const pbx = pbxWithTenants();
		const enter = pbx.signIns['/tenants/switch'];
		let lost = 0;
		pbx.signIns['/tenants/switch'] = async (exchange) => {
			if (lost++ > 0) return [404];
			await enter(exchange);
			return broken('read');
		};
		expect(await (await open(pbx)).within('7', async () => 'work')).toBe('work');
	});

	test.each([
		[403, /full access/],
		[404, /Check the ID of the tenant/],
		[500, /Nothing was sent to the tenant/],
	])('that cannot be entered (%d) says why', async (status, advice) => {
		const pbx = pbxWithTenants();
		pbx.signIns['/tenants/switch'] = async () => [status];
		const tenants = await open(pbx);
		tenants.expect('7');
		tenants.expect('7');
		const failures = await Promise.all(
			[1, 2].map(async () => await failureIn(tenants.within('7', async () => 'work'))),
		);
		for (const failure of failures) {
			expect(failure.kind).toBe('notEntered');
			expect(failure.advice).toMatch(advice);
		}
		expect(pbx.lines.filter((line) => line.endsWith('sign_in'))).toHaveLength(1);
	});

	test('that runs out is replaced before it is used, once for all that need it', async () => {
		const pbx = pbxWithTenants();
		pbx.life = 100;
		const tenants = await open(pbx);
		await tenants.within('7', async (session) => {
			pbx.pass(89_999);
			await session.send(list);
			expect(pbx.lines.filter((line) => line.endsWith('sign_in'))).toHaveLength(1);
			pbx.pass(1);
			await Promise.all([1, 2, 3].map(async () => await session.send(list)));
		});
		expect(pbx.lines.filter((line) => line.endsWith('sign_in'))).toHaveLength(2);
		expect(pbx.lines.filter((line) => line.endsWith('sign_out'))).toHaveLength(2);
		expect(pbx.log.at(-3)?.token).toBe('token2');
	});

	test('that the PBX ended is replaced, and the call sent again with the new one', async () => {
		const pbx = pbxWithTenants(async ({ token }) => (token === 'token1' ? [401] : [200, {}]));
		await (await open(pbx)).within('7', async (session) => await session.send(list));
		expect(pbx.log.filter(({ path }) => path === '/list').map(({ token }) => token)).toEqual([
			'token1',
			'token2',
		]);
	});

	test('that the PBX ends again and again is given up', async () => {
		const pbx = pbxWithTenants(async () => [401]);
		const failure = await failureIn(
			(await open(pbx)).within('7', async (session) => await session.send(list)),
		);
		expect(failure).toMatchObject({ kind: 'answered', status: 401 });
		expect(pbx.lines.filter((line) => line === 'GET /list')).toHaveLength(2);
	});

	test('that cannot be renewed has sent no write', async () => {
		const pbx = pbxWithTenants();
		pbx.life = 10;
		let open1: boolean | undefined;
		await (
			await open(pbx)
		).within('7', async (session) => {
			pbx.pass(10_000);
			pbx.signIns['/auth/sign_in'] = async () => [503];
			await session
				.send({ method: 'POST', route: '/list', body: { a: 1 } })
				.catch((error: CallFailed) => {
					open1 = error.open;
				});
		});
		expect(open1).toBe(false);
		expect(pbx.lines).not.toContain('POST /list');
	});
});
