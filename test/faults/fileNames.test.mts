import { setUpNetwork, type Network } from './network.mts';

/** The name that the PBX suggests for a file (RFC 6266), without anything that could be a path. */
let net: Network;
beforeAll(async () => {
	net = await setUpNetwork();
	// The first sign-in is not what is looked at.
	await net.run({ resource: 'network', operation: 'get' });
});
beforeEach(async () => await net.proxy.mend());
afterAll(async () => await net.close());

/** What the row calls the file where the answer suggests nothing. */
const FALLBACK = 'trunks.csv';
const exportTrunks = { resource: 'trunk', operation: 'export' };
const downloadByPath = {
	resource: 'apiRequest',
	operation: 'send',
	method: 'GET',
	path: '/providers/export',
	options: { download: true },
};

async function nameFor(disposition: string | undefined, node: object = exportTrunks) {
	net.proxy.breakAt({ line: /^GET \/api\/providers\/export$/ }, async ({ forward, reply }) => {
		const answer = await forward();
		const { 'content-disposition': _, ...headers } = answer.headers;
		reply({
			...answer,
			headers: {
				...headers,
				// Else n8n looks into the bytes of a file whose name says nothing, which jest cannot.
				'content-type': 'text/csv',
				...(disposition === undefined ? {} : { 'content-disposition': disposition }),
			},
		});
	});
	const { items, error } = await net.run(node);
	expect(error).toBeUndefined();
	const [{ json, binary }] = items('PortSIP');
	// What the workflow reads and what n8n saves must be one name.
	expect(binary?.data.fileName).toBe(json.fileName);
	return json.fileName;
}

describe('a suggested name is read as RFC 6266 has it:', () => {
	test.each([
		['plain, without quotes', 'attachment; filename=list.csv', 'list.csv'],
		['in quotes', 'attachment; filename="list of trunks.csv"', 'list of trunks.csv'],
		['without a type before it', 'filename="list.csv"', 'list.csv'],
		['with other parameters', 'attachment; size=12; filename="list.csv"; a=b', 'list.csv'],
		['in capitals and with spaces', 'Attachment ; FileName = "list.csv"', 'list.csv'],
		['in UTF-8', "attachment; filename*=UTF-8''na%C3%AFve%20file.csv", 'naïve file.csv'],
		['in small letters', "attachment; filename*=utf-8''na%C3%AFve.csv", 'naïve.csv'],
		['with a language', "attachment; filename*=UTF-8'en'list.csv", 'list.csv'],
		['in ISO 8859-1', "attachment; filename*=ISO-8859-1''%A3%20rates.csv", '£ rates.csv'],
		[
			'twice, the second one extended',
			`attachment; filename="EUR rates.csv"; filename*=UTF-8''%e2%82%ac%20rates.csv`,
			'€ rates.csv',
		],
		[
			'twice, the first one extended',
			`attachment; filename*=UTF-8''%e2%82%ac%20rates.csv; filename="EUR rates.csv"`,
			'€ rates.csv',
		],
		[
			'twice, and the extended one cannot be read',
			`attachment; filename*=UTF-8''%zz.csv; filename="list.csv"`,
			'list.csv',
		],
		[
			'twice, and the extended one is in a code that nobody knows',
			`attachment; filename*=x-unknown''a%E9.csv; filename="list.csv"`,
			'list.csv',
		],
		['with a semicolon in quotes', 'attachment; filename="a;b.csv"', 'a;b.csv'],
		['with quotes in quotes', 'attachment; filename="a \\"b\\" c.csv"', 'a "b" c.csv'],
		[
			'with what looks like another name',
			'attachment; filename="a; filename=b.csv"',
			'a; filename=b.csv',
		],
		['with percent signs that mean nothing', 'attachment; filename="50%20off.csv"', '50%20off.csv'],
		['with a dot in front', 'attachment; filename=".list"', '.list'],
		['with dots inside', 'attachment; filename="a..b.csv"', 'a..b.csv'],
	])('%s', async (_, disposition, name) => {
		expect(await nameFor(disposition)).toBe(name);
	});
});

describe('parts of a path are taken off:', () => {
	test.each([
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename=/etc/passwd', 'passwd'],
		['attachment; filename="C:\\\\temp\\\\list.csv"', 'list.csv'],
		["attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", 'passwd'],
		["attachment; filename*=UTF-8''..%5C..%5Clist.csv", 'list.csv'],
		['attachment; filename="a/../b.csv"', 'b.csv'],
	])('%s', async (disposition, name) => {
		expect(await nameFor(disposition)).toBe(name);
	});
});

describe('in place of a name that is none stands the one of the row:', () => {
	test.each([
		[undefined],
		['attachment'],
		['inline'],
		['attachment; filename=""'],
		['attachment; filename="  "'],
		['attachment; filename=".."'],
		['attachment; filename="."'],
		['attachment; filename="a/.."'],
		['attachment; filename="list/"'],
		['attachment; filename="/"'],
		["attachment; filename*=UTF-8''%2e%2e"],
		["attachment; filename*=UTF-8''"],
		["attachment; filename*=UTF-8''%zz"],
		['attachment; xfilename="no.csv"'],
		['attachment; a="filename=no.csv"'],
	])('%s', async (disposition) => {
		expect(await nameFor(disposition)).toBe(FALLBACK);
	});

	test('and for an API Request a name that says nothing', async () => {
		const name = await nameFor('attachment; filename=".."', downloadByPath);
		expect(name).toMatch(/^[a-z]+(\.[a-z]+)?$/);
	});
});

test('the type of the file follows from the name that was read', async () => {
	net.proxy.breakAt({ line: /^GET \/api\/providers\/export$/ }, async ({ forward, reply }) => {
		const answer = await forward();
		const disposition = "attachment; filename*=UTF-8''r%C3%A9sum%C3%A9.png";
		reply({ ...answer, headers: { ...answer.headers, 'content-disposition': disposition } });
	});
	const { items } = await net.run(exportTrunks);
	expect(items('PortSIP')[0].binary?.data).toMatchObject({
		fileName: 'résumé.png',
		mimeType: 'image/png',
	});
});
