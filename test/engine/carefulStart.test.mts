import { newTenant, setUp, type Bench } from '../support/node.mts';

/** Where a node stops with the first item that is not done, little is left behind (decision 0014). */
let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(async () => {
	bench.simulator.reset();
	await bench.run({ resource: 'network', operation: 'get' });
	bench.simulator.log.length = 0;
});
afterAll(async () => await bench.close());

const create = {
	resource: 'tenant',
	operation: 'create',
	...Object.fromEntries(
		['name', 'domain', 'website', 'timezone', 'currency', 'region'].map((name) => [
			name,
			`={{ $json.${name} }}`,
		]),
	),
};
const rows = (count: number, ...bad: number[]) =>
	Array.from({ length: count }, (_, index) => ({
		...newTenant(`Row ${index}`),
		...(bad.includes(index) ? { domain: bench.simulator.logins.tenantUser.domain } : {}),
	}));
const made = () =>
	[...bench.simulator.state.tenants.values()].filter(({ name }) => /^Row /.test(String(name)));

test('of thirty rows with a bad third one two tenants are left, and the message names them', async () => {
	const { error, out } = await bench.run(create, { items: rows(30, 2) });
	expect(out).toEqual([]);
	expect(made().map(({ name }) => name)).toEqual(['Row 0', 'Row 1']);
	const ids = made().map(({ id }) => String(id));
	expect(error?.description).toContain(
		`Items 0 and 1 were done. Their IDs: ${ids.join('; ')}. Items 3 to 29 were not run. Items are counted from 0.`,
	);
});

test('where all rows are bad, one request is sent', async () => {
	const { error } = await bench.run(create, { items: rows(30, ...Array(30).keys()) });
	expect(error?.message).toContain('RESOURCE_EXISTS');
	expect(bench.simulator.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
	expect(made()).toEqual([]);
});

test('each group waits for the one before, which is half as large', async () => {
	bench.simulator.switches.latencyMs = 30;
	const waiting: number[] = [];
	const { log } = bench.simulator;
	const push = log.push.bind(log);
	log.push = (...entries) => {
		const done = log.filter(({ path, status }) => path === '/api/tenants' && status !== 0);
		if (entries[0].path === '/api/tenants') waiting.push(done.length);
		return push(...entries);
	};
	const { error } = await bench.run(create, { items: rows(31) });
	expect(error).toBeUndefined();
	const groups = [0, 1, 1, ...Array<number>(4).fill(3), ...Array<number>(8).fill(7)];
	const before = [...groups, ...Array<number>(16).fill(15)];
	expect(waiting).toHaveLength(before.length);
	// Within a group some may be done before others arrive.
	expect(before.filter((done, index) => waiting[index] < done)).toEqual([]);
});

test('more ids than a message can show are counted', async () => {
	const { error } = await bench.run(create, { items: rows(40, 35) });
	expect(error?.description).toMatch(/Their IDs: (\d+; ){19}\d+ and \d+ more\./);
});

test('where the run goes on anyway, all begin at once', async () => {
	const { out } = await bench.run(create, { items: rows(30, 2), onError: 'continueErrorOutput' });
	expect(out).toHaveLength(29);
});
