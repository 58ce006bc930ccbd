import type { IDataObject } from 'n8n-workflow';
import { exampleOf, runExample } from '../support/examples.mts';
import { setUp, type Bench } from '../support/node.mts';
import { recordsOf } from '../setup/world.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await setUp({ tenantDeletionMs: 0 });
}, 60_000);
beforeEach(() => {
	bench.simulator.reset();
	bench.simulator.switches.tenantDeletionMs = 0;
});
afterAll(async () => await bench.close());

const tenantAt = (domain: string) =>
	[...bench.simulator.state.tenants.values()].find((tenant) => tenant.domain === domain);
const writes = () =>
	bench.simulator.log.filter(
		({ method, path: at }) => method === 'POST' && !/\/auth\/|\/tenants\/switch/.test(at),
	);
const refuseOnce = (path: string, status = 422) =>
	bench.simulator.switches.failures.push({ path, method: 'POST', status, times: 1 } as never);

describe('onboard-sheet.json', () => {
	const rows = () => {
		const sheet = exampleOf('onboard-sheet.json').nodes.find(({ name }) => name === 'Rows');
		return (JSON.parse(String(sheet?.parameters.jsonOutput)) as { rows: IDataObject[] }).rows;
	};
	const night = async (sheet = rows(), changes: Record<string, IDataObject> = {}) => {
		const outcome = await runExample(bench, 'onboard-sheet.json', {
			...changes,
			Rows: { jsonOutput: JSON.stringify({ rows: sheet }) },
		});
		const [{ json }] = outcome.items('Report');
		const { onboarded, completed, unchanged, failed, lines } = json;
		return { counts: [onboarded, completed, unchanged, failed], lines: lines as string[] };
	};

	test('makes each row a customer, and the second night finds nothing to do', async () => {
		const first = await night();
		expect(first.counts).toEqual([3, 0, 0, 0]);
		expect(first.lines[0]).toMatch(
			/^northwind\.example: onboarded\nTenant "northwind\.example": 5 /,
		);
		const people = (domain: string) =>
			[...bench.simulator.state.users.values()].filter(
				({ tenant_id: id }) => id === tenantAt(domain)?.id,
			);
		expect(
			people('northwind.example').map(({ extension_number, display_name, email, role }) => [
				extension_number,
				display_name,
				email,
				role,
			]),
		).toEqual([
			['100', 'Ada North', 'ada@northwind.example', 'Admin'],
			['101', 'Ben Reed', 'ben@northwind.example', 'StandardUser'],
			['102', 'Cleo Marsh', 'cleo@northwind.example', 'StandardUser'],
		]);
		const pools = [...bench.simulator.state.assignments.values()].map(
			({ did_numbers: did }) => did,
		);
		expect(pools).toContain('4420700100-4420700104');
		expect(pools).toHaveLength(3);
		expect(JSON.stringify(first)).not.toContain('assword');
		bench.simulator.log.length = 0;
		expect(await night()).toEqual({ counts: [0, 0, 3, 0], lines: [] });
		expect(writes()).toEqual([]);
	}, 60_000);

	test('numbers that a later row names are not handed out as next free ones before it', async () => {
		const [named, next] = rows();
		// Not even where that row cannot be done tonight.
		const wrong = { ...named, Extensions: 'no number' };
		expect((await night([next, wrong])).counts).toEqual([1, 0, 0, 1]);
		expect((await night([next, named])).counts).toEqual([1, 0, 1, 0]);
	}, 60_000);

	test('a bad row is told with its reason and leaves nothing behind, and the others are done', async () => {
		const sheet = rows();
		sheet[0].Extensions = 'Ben Reed; 102, Cleo Marsh, cleo@northwind.example';
		sheet[1].Domain = 'https://alpine.example/';
		const { counts, lines } = await night(sheet);
		expect(counts).toEqual([1, 0, 0, 2]);
		const told = lines.join('\n');
		expect(told).toContain('northwind.example: failed');
		expect(told).toContain('https://alpine.example/: failed');
		expect(tenantAt('northwind.example')).toBeUndefined();
		expect(tenantAt('bayside.example')).toBeDefined();
		expect((await night()).counts).toEqual([2, 0, 1, 0]);
	}, 60_000);

	test('where the PBX refuses a step of a row, the next night does it', async () => {
		const before = tenantAt('sample.example');
		refuseOnce('assignees');
		const { counts, lines } = await night();
		expect(counts).toEqual([2, 0, 0, 1]);
		expect(lines.find((line) => line.includes(': failed'))).toContain('Undone: ');
		expect((await night()).counts).toEqual([1, 0, 2, 0]);
		expect((await night()).counts).toEqual([0, 0, 3, 0]);
		expect(tenantAt('sample.example')).toEqual(before);
	}, 60_000);

	test('a new extension in a row is added, whatever else the customer has', async () => {
		await night();
		const sheet = rows();
		sheet[2].Extensions = '101, Gus Cove, gus@bayside.example';
		const { counts, lines } = await night(sheet);
		expect(counts).toEqual([0, 1, 2, 0]);
		expect(lines).toEqual([expect.stringContaining('+ extension "101"')]);
		expect((await night()).counts).toEqual([0, 0, 3, 0]);
	}, 60_000);

	test('with Dry Run it says what it would do, and writes nothing', async () => {
		bench.simulator.log.length = 0;
		const { lines } = await night(rows(), { Customer: { dryRun: true } });
		expect(writes()).toEqual([]);
		expect(lines).toHaveLength(3);
		expect(lines[0]).toMatch(/^northwind\.example: looked at\n/);
	}, 60_000);
});

describe('onboard-webhook.json', () => {
	const sample = () => {
		const [{ json }] = exampleOf('onboard-webhook.json').pinData['Customer Posted'];
		return structuredClone(json.body) as IDataObject;
	};
	const post = async (body: unknown = sample()) => {
		const outcome = await runExample(bench, 'onboard-webhook.json', {}, [
			{ body: body as IDataObject },
		]);
		const answers = ['Respond: Done', 'Respond: Not Done'].flatMap((node) => outcome.items(node));
		expect(answers).toHaveLength(1);
		return answers[0].json as { code: number; body: IDataObject };
	};

	test('makes the customer and answers with what a welcome mail needs, without secrets', async () => {
		const { code, body } = await post();
		expect(code).toBe(201);
		expect(body).toMatchObject({
			operation: 'created',
			tenantId: tenantAt('harbour.example')?.id,
			customer: 'Harbour Hotel',
			domain: 'harbour.example',
			didNumbers: expect.stringMatching(/^44207\d+-44207\d+$/),
			extensions: [
				{ extension_number: '100', name: 'ada', display_name: 'Ada Quay', role: 'Admin' },
				{ extension_number: '101', name: 'ben', email: 'ben@harbour.example' },
			],
		});
		expect(JSON.stringify(body)).not.toMatch(/password|pin"/i);
		bench.simulator.log.length = 0;
		const again = await post();
		expect([again.code, again.body.operation]).toEqual([200, 'unchanged']);
		expect(again.body.didNumbers).toBe(body.didNumbers);
		expect(writes()).toEqual([]);
	}, 60_000);

	test('tells the passwords where they are asked for, once', async () => {
		const asking = { ...sample(), returnPasswords: true };
		const [ada] = (await post(asking)).body.extensions as IDataObject[];
		expect(String(ada.password).length).toBeGreaterThan(8);
		const again = await post(asking);
		expect(JSON.stringify(again)).not.toContain(String(ada.password));
		expect(again.body.extensions).not.toContainEqual(
			expect.objectContaining({ password: expect.anything() }),
		);
	}, 60_000);

	test('adds what is new of a customer that is there', async () => {
		await post();
		const more = sample();
		(more.extensions as IDataObject[]).push({
			extension_number: '102',
			name: 'cleo',
			email: 'cleo@harbour.example',
		});
		const { code, body } = await post(more);
		expect([code, body.operation]).toEqual([200, 'updated']);
		expect(body.text).toContain('+ extension "102"');
	}, 60_000);

	test.each<[string, unknown]>([
		['nothing', null],
		['a text', 'Harbour Hotel'],
		['no domain', { ...sample(), domain: '' }],
		['a region that does not exist', { ...sample(), region: 'ZZ' }],
		['extensions that are no list', { ...sample(), extensions: { 101: 'ben' } }],
		['an extension without a number', { ...sample(), extensions: [{ name: 'ben' }] }],
		['an administrator that is a text', { ...sample(), administrator: 'ada' }],
		['both ways to choose numbers', { ...sample(), didNumbers: '4420700100' }],
		['more numbers than there are', { ...sample(), howMany: 9999 }],
	])('%s is answered with 400 and the reason, and nothing is written', async (_, body) => {
		const before = recordsOf(bench.simulator.state);
		bench.simulator.log.length = 0;
		const answer = await post(body);
		expect([answer.code, answer.body.operation]).toEqual([400, 'refused']);
		expect(String(answer.body.reason)).toMatch(/\S{3}/);
		expect(writes()).toEqual([]);
		expect(recordsOf(bench.simulator.state)).toEqual(before);
	});

	test('a step that the PBX refuses is answered with 422, and a new customer is taken back', async () => {
		const before = recordsOf(bench.simulator.state);
		refuseOnce('/users');
		const { code, body } = await post();
		expect([code, body.operation]).toEqual([422, 'failed']);
		expect(body.reason).toContain('extension "100"');
		expect(body.what).toContain('Undone: ');
		await new Promise((resolve) => setTimeout(resolve, 5));
		expect(recordsOf(bench.simulator.state)).toEqual(before);
		expect((await post()).code).toBe(201);
	}, 60_000);

	test('a PBX that does not answer as it should is answered with 503, and the same post does it later', async () => {
		bench.simulator.switches.failures.push({
			...{ path: '/users', method: 'POST', status: 500, times: 1000 },
		} as never);
		const { code, body } = await post();
		expect([code, body.operation === 'failed' || body.operation === 'unknown']).toEqual([
			503,
			true,
		]);
		bench.simulator.switches.failures.length = 0;
		await new Promise((resolve) => setTimeout(resolve, 5));
		expect([200, 201]).toContain((await post()).code);
		expect((await post()).body.operation).toBe('unchanged');
	}, 120_000);

	test('with dryRun it says what it would do, and writes nothing', async () => {
		bench.simulator.log.length = 0;
		const { code, body } = await post({ ...sample(), dryRun: true });
		expect([code, body.operation]).toEqual([200, 'nothing, this was a dry run']);
		expect(body.text).toContain('+ extension "100"');
		expect(writes()).toEqual([]);
	});

	test('twenty customers posted at once have numbers of their own', async () => {
		const answers = await Promise.all(
			Array.from(
				{ length: 20 },
				async (_, index) =>
					await post({
						...sample(),
						name: `Quay ${index}`,
						domain: `quay${index}.example`,
						howMany: 2,
					}),
			),
		);
		expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 201));
		expect(new Set(answers.map(({ body }) => body.didNumbers)).size).toBe(20);
	}, 120_000);
});
