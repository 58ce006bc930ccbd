import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { fileItem } from '../support/fileItem.mts';
import { messageIn, setUp, workflowOf, type Bench } from '../support/node.mts';

/** Sheets as people have them, through n8n's Extract From File into a node of this package. */
let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => {
	bench.simulator.reset();
	bench.signIn(bench.simulator.logins.tenantUser);
});
afterAll(async () => await bench.close());

/** What comes out for each row of a file. */
async function rows(
	file: string,
	parameters: object,
	options: { delimiter?: string; enableBOM?: boolean } = {},
): Promise<INodeExecutionData[]> {
	const workflow = workflowOf(parameters, 'continueRegularOutput');
	const [start, node] = workflow.nodes;
	workflow.nodes.push({
		id: 'extract',
		name: 'Extract',
		type: 'n8n-nodes-base.extractFromFile',
		typeVersion: 1,
		position: [100, 0],
		parameters: { operation: 'csv', binaryPropertyName: 'data', options },
	});
	workflow.connections = {
		[start.name]: { main: [[{ node: 'Extract', type: 'main', index: 0 }]] },
		Extract: { main: [[{ node: node.name, type: 'main', index: 0 }]] },
	};
	const { error, items } = await bench.engine.run(workflow, undefined, [
		fileItem(file, 'sheet.csv'),
	]);
	expect(error).toBeUndefined();
	return items('PortSIP');
}

const column = (name: string) => `={{ $json['${name}'] }}`;
const users = () => [...bench.simulator.state.users.values()];

test("PortSIP's own columns for users", async () => {
	const file = [
		'name,enabled,password,email,display_name,role,extension_number,extension_password,voicemail_pin',
		'ada,TRUE,Qr7!mZx9kW,ada@customer.example,"Lovelace, Ada",StandardUser,2001,Tn5#bVc8jH,482915',
		'bob,FALSE,Lp3$gYd6sF,bob@customer.example,Bob,StandardUser,2002,Wk9&hUe4rD,736204',
	].join('\n');
	const out = await rows(file, {
		resource: 'extension',
		operation: 'upsert',
		extensionNumber: column('extension_number'),
		displayName: column('display_name'),
		name: column('name'),
		email: column('email'),
		password: column('password'),
		extensionPassword: column('extension_password'),
		voicemailPin: column('voicemail_pin'),
		role: { __rl: true, mode: 'id', value: column('role') },
		additionalFields: { enabled: column('enabled') },
	});
	expect(out.map(({ json }) => json.operation)).toEqual(['created', 'created']);
	expect(users()).toEqual(
		expect.arrayContaining([
			expect.objectContaining({
				name: 'ada',
				display_name: 'Lovelace, Ada',
				extension_number: '2001',
				enabled: true,
			}),
			expect.objectContaining({ name: 'bob', extension_number: '2002', enabled: false }),
		]),
	);
});

const blocked = (number: string, until: string, remark: string) => ({
	resource: 'blockedNumber',
	operation: 'upsert',
	number: column(number),
	additionalFields: { expireAt: column(until), description: column(remark) },
});
const blockedNumbers = async (): Promise<IDataObject[]> =>
	(await bench.run({ resource: 'blockedNumber', operation: 'getMany', returnAll: true })).out;

test('a German sheet with semicolons: what is clear is taken, what is not stops its row', async () => {
	const file = [
		'Nummer;Gültig bis;Bemerkung',
		'+49 30 1234567;2027-12-31;"Müller; Köln"',
		'+49 30 7654321;31.12.2027 18:00;Schmidt',
		'030/555-1234;;Jäger',
	].join('\n');
	const out = await rows(file, blocked('Nummer', 'Gültig bis', 'Bemerkung'), { delimiter: ';' });
	expect(out).toHaveLength(3);
	expect(out[0].json.operation).toBe('created');
	expect(messageIn(out[1])).toContain('"31.12.2027 18:00"');
	const kept = await blockedNumbers();
	expect(kept).toEqual(
		expect.arrayContaining([expect.objectContaining({ description: 'Müller; Köln' })]),
	);
	expect(kept.some(({ description }) => description === 'Schmidt')).toBe(false);
});

test('a sheet that begins with a byte order mark and has the line ends of Windows', async () => {
	const file = '\ufeffnumber,until,remark\r\n+442071230001,,First\r\n+442071230002,,Second\r\n';
	const out = await rows(file, blocked('number', 'until', 'remark'), { enableBOM: true });
	expect(out.map(({ json }) => json.operation)).toEqual(['created', 'created']);
	expect((await blockedNumbers()).map(({ description }) => description)).toEqual(
		expect.arrayContaining(['First', 'Second']),
	);
});

test('a sheet with blank rows at its end: they change nothing, and say so', async () => {
	const [{ id, number }] = await (async () => {
		await rows('number,until,remark\n+442071230009,,Old\n', blocked('number', 'until', 'remark'));
		return (await blockedNumbers()).filter(({ description }) => description === 'Old');
	})();
	const file = `id,remark\n${String(id)},New\n,\n,\n`;
	const out = await rows(file, {
		resource: 'blockedNumber',
		operation: 'update',
		blockedNumberId: { __rl: true, mode: 'id', value: column('id') },
		additionalFields: { description: column('remark') },
	});
	expect(out[0].json).toMatchObject({ id, description: 'New' });
	// A row without an id is none of a record, and is told so.
	for (const item of out.slice(1)) expect(messageIn(item)).toMatch(/is empty/);
	expect(await blockedNumbers()).toEqual(
		expect.arrayContaining([expect.objectContaining({ number, description: 'New' })]),
	);
});
