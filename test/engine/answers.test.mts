import { newTenant, setUp, type Bench } from '../support/node.mts';

let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => bench.simulator.reset());
afterAll(async () => await bench.close());

const fail = (failure: object) =>
	bench.simulator.switches.failures.push({ times: 4, status: 500, ...failure } as never);
const list = { resource: 'tenant', operation: 'getMany', returnAll: true };
const words = async (parameters: object = list) => {
	const { error } = await bench.run({ ...parameters, requestOptions: { maxTries: 4 } });
	return `${error?.message}. ${error?.description}`;
};

describe('answers become items', () => {
	test('Simplify keeps the columns that people look for', async () => {
		const [short] = (await bench.run(list)).out;
		const [whole] = (await bench.run({ ...list, simple: false })).out;
		expect(Object.keys(short).length).toBeLessThanOrEqual(10);
		expect(Object.keys(whole).length).toBeGreaterThan(10);
		expect(whole).toMatchObject(short);
	});

	test('filters, searches and sorts on the PBX', async () => {
		const { url, logins } = bench.simulator;
		expect(url && logins).toBeTruthy();
		for (const name of ['Alpha', 'Beta']) {
			await bench.run({ resource: 'tenant', operation: 'create', ...newTenant(name) });
		}
		const names = async (filters: object) =>
			(await bench.run({ ...list, filters })).out.map(({ name }) => name);
		expect(
			await names({ filter: "name eq 'Beta' or startswith(name,'Al')", orderby: 'name desc' }),
		).toEqual(['Beta', 'Alpha']);
		expect(await names({ search: 'beta' })).toEqual(['Beta']);
	});

	test('Limit and Return All page through a list', async () => {
		for (let index = 0; index < 23; index++) {
			await bench.run({
				resource: 'ipRule',
				operation: 'create',
				cidr: `10.0.${index}.0/24`,
				target: 'DENY',
			});
		}
		const rules = { resource: 'ipRule', operation: 'getMany' };
		expect((await bench.run({ ...rules, limit: 5 })).out).toHaveLength(5);
		expect((await bench.run({ ...rules, returnAll: true })).out).toHaveLength(23);
	});

	test('a deletion, an update and an assignment give items to work with', async () => {
		const [{ id }] = (
			await bench.run({ resource: 'tenant', operation: 'create', ...newTenant('New') })
		).out;
		const [trunk] = (await bench.run({ resource: 'trunk', operation: 'getMany' })).out;
		const assign = {
			resource: 'trunk',
			operation: 'assignToTenant',
			trunkId: trunk.id,
			tenantId: id,
			didNumbers: '442079000000-442079000099',
			concurrency: 4,
		};
		expect((await bench.run(assign)).out).toEqual([
			{
				id: trunk.id,
				trunk_id: trunk.id,
				tenant_id: id,
				did_numbers: '442079000000-442079000099',
				concurrency: 4,
				operation: 'created',
				added: '442079000000-442079000099',
				removed: '',
				assigned: true,
			},
		]);
		expect(
			(
				await bench.run({
					resource: 'tenant',
					operation: 'update',
					tenantId: id,
					name: 'Newer',
				})
			).out,
		).toEqual([{ id, name: 'Newer', updated: true }]);
		expect((await bench.run({ ...assign, operation: 'removeFromTenant' })).out).toEqual([
			{ id: trunk.id, trunk_id: trunk.id, tenant_id: id, removed: true },
		]);
		expect(
			(await bench.run({ resource: 'tenant', operation: 'delete', tenantId: id })).out,
		).toEqual([{ id, deleted: true }]);
	});

	test('a new password is not repeated in the item', async () => {
		const [{ id }] = (await bench.run({ resource: 'dealer', operation: 'getMany' })).out;
		const { out } = await bench.run({
			resource: 'dealer',
			operation: 'setPassword',
			dealerId: id,
			password: 'Brand-New-Word-5',
		});
		expect(out).toEqual([{ id, done: true }]);
	});

	test('a download is a file with name, type and bytes', async () => {
		const { items } = await bench.run({
			resource: 'trunk',
			operation: 'export',
			binaryPropertyName: 'csv',
		});
		const [{ json, binary }] = items('PortSIP');
		expect(json.fileName).toMatch(/\.csv$/);
		expect(binary?.csv).toMatchObject({ mimeType: 'text/csv', fileName: json.fileName });
		expect(Buffer.from(binary?.csv.data ?? '', 'base64').toString()).toContain('Sample SIP Trunk');
	});

	test('access to a tenant is checked in a session of its own', async () => {
		await bench.run(list);
		const [{ id }] = (await bench.run(list)).out;
		const { out, error } = await bench.run({
			resource: 'tenant',
			operation: 'checkAccess',
			tenantId: id,
		});
		expect(error).toBeUndefined();
		expect(out[0].id).toBe(id);
		// The saved session still stands outside of the tenant.
		expect((await bench.run(list)).error).toBeUndefined();
		expect(bench.simulator.log.filter(({ path }) => path === '/api/auth/sign_out')).toHaveLength(1);
	});
});

describe('what goes wrong is said with its code and what to do', () => {
	test('a code of the PBX', async () => {
		fail({
			path: '/tenants',
			status: 409,
			code: 'RESOURCE_IN_USE',
			message: 'In use by two rules',
		});
		expect(await words()).toMatch(
			/Get many tenants: the PBX answered 409 RESOURCE_IN_USE: In use by two rules.*Take it out of use/,
		);
	});

	test.each([
		['LICENSE_MODULE_UNAVAILABLE', 403, /lacks the module/],
		['LICENSE_TENANT_MODULE_REQUIRED', 403, /tenant has no license/],
		['LICENSE_TARGET_MODULE_REQUIRED', 403, /extension that is addressed/],
		['LICENSE_EXTENSION_IN_USE', 409, /Extensions still use/],
		['SOMETHING_NEW', 403, /may not do this/],
		['SOMETHING_NEW', 404, /no such record/],
		['SOMETHING_NEW', 429, /limits how many requests/],
		['SOMETHING_NEW', 500, /whether the change was made/],
	])('%s with %i', async (code, status, advice) => {
		fail({ path: '/tenants', status, code, message: 'So it is' });
		const said = await words();
		expect(said).toContain(`the PBX answered ${status} ${code}: So it is`);
		expect(said).toMatch(advice);
	});

	test('a web page of a proxy', async () => {
		fail({ path: '/tenants', status: 502, html: true });
		expect(await words()).toMatch(/answered with a web page/);
	});

	test('an answer that was cut off', async () => {
		fail({ path: '/tenants', status: 200, truncate: true });
		expect(await words()).toMatch(
			/answer of .* is incomplete or not valid JSON.*whether the change was made/,
		);
	});

	test('a connection that was dropped', async () => {
		fail({ path: '/tenants', dropConnection: true });
		expect(await words()).toMatch(/connection to .* broke off/);
	});

	test('an account without the right', async () => {
		bench.signIn(bench.simulator.logins.tenantUser);
		expect(await words()).toMatch(/403.*may not do this/);
		bench.signIn(bench.simulator.logins.systemAdmin);
	});

	test('a secret that the PBX repeats is blotted out', async () => {
		fail({ path: '/dealers', status: 400, code: 'VALIDATE_FAILED', message: 'Weak: Repeat-Me-77' });
		const [{ id }] = (await bench.run({ resource: 'tenant', operation: 'getMany' })).out;
		const { error, run } = await bench.run({
			resource: 'dealer',
			operation: 'setPassword',
			dealerId: id,
			password: 'Repeat-Me-77',
		});
		expect(error?.message).toContain('Weak: ••••');
		expect(JSON.stringify(run.data.resultData)).not.toContain('Repeat-Me-77');
		expect(JSON.stringify(run)).not.toMatch(/Bearer /);
	});
});
