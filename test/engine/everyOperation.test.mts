import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { resources } from '../../nodes/shared/api/index.ts';
import type { Operation } from '../../nodes/shared/api/types.ts';
import { withReadable } from '../../nodes/shared/values/readableNames.ts';
import { EveryOperation, factOf, roleOf } from '../support/everyOperation.mts';
import { setUp, type Bench } from '../support/node.mts';

const all = resources.flatMap((resource) =>
	resource.operations.map(
		(operation) => [`${resource.value}:${operation.value}`, resource, operation] as const,
	),
);
/** All but those whose path the user gives, and those that look first and may send nothing. */
const cases = all.filter(
	([, , { path, composed, special }]) => path !== '' && !composed && special !== 'assignTrunk',
);

let bench: Bench;
let every: EveryOperation;
// Makes a record of every kind first; jest's own limit of five seconds is for single tests.
beforeAll(async () => {
	bench = await setUp();
	every = new EveryOperation(bench);
	await every.build();
}, 60_000);
beforeEach(() => every.restore());
afterAll(async () => await bench.close());

describe('every operation runs in the engine against the PBX', () => {
	test.each(cases)('%s', async (_, resource, operation) => {
		const { parameters, request, input } = every.caseOf(resource, operation);
		await every.clear(operation);
		const { items, error } = await bench.run(parameters, {
			credential: roleOf(operation),
			input,
		});
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		const sent = bench.simulator.log.map(({ method, path }) => `${method} ${path}`);
		expect(sent).toContain(request);
		const out = items('PortSIP');
		checkItems(operation, out);
		// Asked without the node, the PBX must tell the same; only reading can be done twice.
		if (operation.method === 'GET') checkContent(operation, out, await every.ask(operation));
	});

	test('but API Request, which has written cases', () => {
		const others = all
			.filter((each) => !cases.includes(each) && each[2].path === '')
			.map(([name]) => name);
		expect(others).toEqual([
			'apiRequest:send',
			...['export', 'compare', 'apply', 'onboard', 'offboard'].map((each) => `tenantSetup:${each}`),
		]);
	});
});

/** One item that says something, but for lists, which may be longer or empty. */
function checkItems(operation: Operation, out: INodeExecutionData[]): void {
	const { kind, done, special } = operation;
	const rows = out.map(({ json }) => json);
	expect(rows.filter((json) => !Object.keys(json).length)).toEqual([]);
	if (kind === 'getMany') return;
	expect(rows).toHaveLength(1);
	if (kind === 'delete') expect(rows[0]).toMatchObject({ deleted: true });
	else if (kind === 'upload') expect(rows[0].id).toEqual(expect.any(String));
	else if (kind === 'create') expect(rows[0]).not.toHaveProperty(done);
	else if (factOf(operation).responseShape === 'none' && !special) {
		expect(rows[0]).toMatchObject({ [done]: true });
	}
}

function checkContent(
	{ kind }: Operation,
	out: INodeExecutionData[],
	{ body, text }: { body: IDataObject; text: string },
): void {
	if (kind === 'download') {
		expect(Buffer.from(out[0].binary?.data.data ?? '', 'base64').toString()).toBe(text);
		return;
	}
	// What nobody has published is `{}` in the simulator, of which the node makes an item.
	if (!Object.keys(body).length) return;
	const wrapped = kind === 'getMany' || (kind === 'get' && Object.keys(body).join() === 'items');
	const told = [wrapped ? body.items : body].flat().map((row) => withReadable(row as IDataObject));
	expect(told).toHaveLength(out.length);
	// Simplify leaves columns out.
	expect(told).toMatchObject(out.map(({ json }) => json));
}
