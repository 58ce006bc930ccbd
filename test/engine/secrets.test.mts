import { createRequire } from 'node:module';
import { inspect } from 'node:util';
import { resources } from '../../nodes/shared/api/index.ts';
import { startProxy, type Fault, type Proxy } from '../faults/proxy.mts';
import { EveryOperation, roleOf } from '../support/everyOperation.mts';
import { messageIn, setUp, type Bench } from '../support/node.mts';
import { allFields, withSecrets } from '../support/secretFields.mts';

const all = resources.flatMap((resource) =>
	resource.operations.map(
		(operation) => [`${resource.value}:${operation.value}`, resource, operation] as const,
	),
);
const cases = all.filter(([, , operation]) => allFields(operation).some(({ secret }) => secret));

let bench: Bench;
let proxy: Proxy;
let every: EveryOperation;
let written: string[];

beforeAll(async () => {
	bench = await setUp();
	every = new EveryOperation(bench);
	await every.build();
	proxy = await startProxy(bench.simulator.url);
	for (const [role, login] of Object.entries(bench.simulator.logins)) {
		bench.signIn({ ...login, baseUrl: proxy.url }, role);
	}
	written = listen();
}, 60_000);
beforeEach(async () => {
	every.restore();
	await proxy.mend();
	written.length = 0;
});
afterEach(() => jest.clearAllMocks());
afterAll(async () => {
	jest.restoreAllMocks();
	await proxy.close();
	await bench.close();
});

/** Everything that is written to the terminal or to n8n's log from now on. */
function listen(): string[] {
	const lines: string[] = [];
	const note = (...parts: unknown[]) => {
		lines.push(parts.map((part) => inspect(part, { depth: 12 })).join(' '));
		return true;
	};
	const require = createRequire(import.meta.url);
	const { Container } = require('@n8n/di') as { Container: { get(type: unknown): object } };
	const { Logger } = require('@n8n/backend-common') as { Logger: unknown };
	const logger = Container.get(Logger) as Record<'error' | 'warn' | 'info' | 'debug', () => void>;
	for (const level of ['error', 'warn', 'info', 'debug'] as const) {
		jest.spyOn(logger, level).mockImplementation(note as () => void);
		jest.spyOn(console, level).mockImplementation(note);
	}
	jest.spyOn(console, 'log').mockImplementation(note);
	for (const stream of [process.stdout, process.stderr]) {
		const write = stream.write.bind(stream) as typeof stream.write;
		jest.spyOn(stream, 'write').mockImplementation(((text: string) => {
			note(text);
			return write(text);
		}) as typeof stream.write);
	}
	return lines;
}

/** What came to the PBX, as text. */
let received = '';

/** The PBX refuses, and repeats all that it was sent: the body, each value of it, the token. */
const echo: Fault = async ({ body, headers, reply }) => {
	received = (await body()).toString();
	const sent: unknown = received === '' ? {} : JSON.parse(received);
	const answer = {
		errors: [
			{
				code: 'VALIDATE_FAILED',
				message: `Not taken: ${textsIn(sent).join(' | ')}`,
				detail: received,
			},
			{
				code: 'VALIDATE_FAILED',
				message: textsIn(sent).map(encodeURIComponent).join('&'),
				detail: sent,
			},
			{ code: 'VALIDATE_FAILED', message: `Authorization: ${headers.authorization}` },
		],
	};
	reply({
		status: 400,
		headers: { 'content-type': 'application/json' },
		body: Buffer.from(JSON.stringify(answer)),
	});
};

function textsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [String(value)];
	return Object.values(value).flatMap(textsIn);
}

/** Runs the node against a PBX that repeats everything; gives all that is left of it, as text. */
async function leftBehind(
	parameters: object,
	onError: 'stopWorkflow' | 'continueErrorOutput',
	credential?: string,
	line = /^(?!.*\/api\/auth\/)/,
): Promise<string> {
	proxy.breakAt({ line, times: Infinity }, echo);
	const { error, items, run } = await bench.run(parameters, { credential, onError });
	const shown = items('PortSIP', 1).map(({ json }) => json);
	const message = error?.message ?? messageIn({ json: shown[0] });
	// Otherwise nothing was repeated, and nothing is shown by this.
	expect(message).toContain('••••');
	expect(Boolean(error)).toBe(onError === 'stopWorkflow');
	return [
		message,
		error?.description,
		error?.stack,
		JSON.stringify(error),
		inspect(error, { depth: 12, showHidden: true }),
		JSON.stringify(shown),
		JSON.stringify(run.data.resultData),
		...written,
	].join('\n');
}

/** A text as it is, and as JSON and an address write it. */
const formsOf = (secret: string): string[] => [
	secret,
	JSON.stringify(secret).slice(1, -1),
	// Once more within JSON, as an error that holds an answer as text would have it.
	JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
	encodeURIComponent(secret),
];

function expectNothingOf(secrets: readonly string[], text: string, role: string): void {
	const { accessToken } = bench.engine.credentials.read(role);
	const { password } = bench.simulator.logins[role as keyof typeof bench.simulator.logins];
	const hidden = [...secrets, password, String(accessToken).split('.')[1]];
	expect(hidden.flatMap(formsOf).filter((form) => text.includes(form))).toEqual([]);
}

describe('no secret that was sent comes back in a message, an item or a log', () => {
	test.each(cases)('%s', async (_, resource, operation) => {
		const plain = every.caseOf(resource, operation).parameters;
		const { parameters, secrets } = withSecrets(resource, operation, plain);
		const fields = allFields(operation).filter(({ secret }) => secret);
		expect(secrets.length).toBeGreaterThanOrEqual(fields.length);
		for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
			received = '';
			// An upsert looks first, and must find nothing.
			const line = operation.kind === 'upsert' ? /^POST (?!.*\/api\/auth\/)/ : undefined;
			const text = await leftBehind(parameters, onError, roleOf(operation), line);
			const sent = textsIn(JSON.parse(received));
			expect(secrets.filter((secret) => !sent.includes(secret))).toEqual([]);
			expectNothingOf(secrets, text, roleOf(operation));
		}
	});

	test('there are such operations', () => {
		expect(cases.length).toBeGreaterThan(40);
	});
});

/** Secrets by the names under which they travel in JSON. */
const JSON_SECRETS = {
	door_password9: 'Json "1" \\hush',
	apiToken: 'json2hush',
	tokens: ['json3hush', 'json4hush'],
	voicemail_pin: 840_261_537,
	pin_code: '7402',
	deep: [{ private_key: '-----BEGIN KEY-----\nMIIjson5hush==\n-----END KEY-----\n' }],
	client: { client_secret: 'json6hush', passphrase: 'json7hush' },
};
const IN_JSON = textsIn(JSON_SECRETS);

describe('nor one of JSON', () => {
	test.each(['stopWorkflow', 'continueErrorOutput'] as const)('in Other Fields: %s', async (on) => {
		const additionalFields = { otherFields: JSON.stringify(JSON_SECRETS) };
		const parameters = { resource: 'ipRule', operation: 'create', cidr: '192.0.2.0/24' };
		const text = await leftBehind(
			{ ...parameters, target: 'DENY', additionalFields },
			on,
			'systemAdmin',
		);
		expect(textsIn(JSON.parse(received))).toEqual(expect.arrayContaining(IN_JSON));
		expectNothingOf(IN_JSON, text, 'systemAdmin');
	});

	test.each(['stopWorkflow', 'continueErrorOutput'] as const)(
		'of an API Request: %s',
		async (on) => {
			const options = { body: JSON.stringify(JSON_SECRETS) };
			const parameters = {
				resource: 'apiRequest',
				operation: 'send',
				method: 'POST',
				path: '/any',
			};
			const text = await leftBehind({ ...parameters, options }, on, 'systemAdmin');
			expect(textsIn(JSON.parse(received))).toEqual(expect.arrayContaining(IN_JSON));
			expectNothingOf(IN_JSON, text, 'systemAdmin');
		},
	);
});

describe('nor is one shown that cannot be sent', () => {
	test.each([
		['a number that has lost digits', 4_826_159_371_048_261_000],
		['a number with a fraction', 48_261_593.5],
		['a list', ['48261593hush']],
	])('%s', async (_, password) => {
		const { error, run } = await bench.run(
			{ resource: 'dealer', operation: 'setPassword', dealerId: '1', password: '={{ $json.p }}' },
			{ items: [{ p: password }], credential: 'systemAdmin' },
		);
		expect(error?.message).toMatch(
			/^Set password of dealer: "Password" does not fit: (the number has|it takes text)/,
		);
		expect(`${error?.message} ${error?.description} ${error?.stack}`).not.toContain('48261');
		expect(inspect(run.data.resultData.error, { depth: 12 })).not.toContain('48261');
		expect(proxy.seen).toEqual([]);
	});
});

test('a refused sign-in repeats nothing of the credential', async () => {
	const login = { username: 'hush-user-9', password: 'Hush "9" of a credential' };
	bench.signIn({ ...login, baseUrl: proxy.url }, 'refused');
	proxy.breakAt({ line: /\/auth\/sign_in$/ }, echo);
	const { error, run } = await bench.run(
		{ resource: 'network', operation: 'get' },
		{ credential: 'refused' },
	);
	expect(JSON.parse(received)).toMatchObject(login);
	const text = [error?.message, error?.description, error?.stack, JSON.stringify(error)];
	const all = [...text, inspect(error, { depth: 12 }), JSON.stringify(run), ...written].join('\n');
	expect(formsOf(login.password).filter((form) => all.includes(form))).toEqual([]);
});

/** What is named like a secret, and why it is none. */
const NO_SECRET: Readonly<Record<string, string>> = {
	token: 'mark up to which changes have been read (lists of changes only)',
	key: 'what a key of a phone does',
};

test('every field that is named like a secret is one', () => {
	const fields = all.flatMap(([, , operation]) =>
		allFields(operation).filter(
			({ name, type, secret }) =>
				type === 'text' && !secret && /passw|secret|token|credential|pin$|key$/i.test(name),
		),
	);
	expect([...new Set(fields.map(({ name }) => name))].sort()).toEqual(
		Object.keys(NO_SECRET).sort(),
	);
	const withToken = all.filter(([, , operation]) =>
		allFields(operation).some(({ name, secret }) => name === 'token' && !secret),
	);
	expect(withToken.every(([name]) => /:get\w*Changes$/.test(name))).toBe(true);
});
