import assert from 'node:assert/strict';
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { freePort } from '../lib/processes.mts';
import { adminOf, saveCredential, type Context } from './context.mts';

const GROUP = 'Credential';

/** The Test button of the credential form: green where it should be, else red with the cause. */
export async function checkCredentials(context: Context): Promise<void> {
	const { report, rest, simulator } = context;
	// Old versions of n8n keep what was tested, with the token: not for the parts that follow.
	const credential = await saveCredential(rest, 'Tested', adminOf(simulator));
	const test = (data: object, { id, name } = credential) =>
		rest.post<{ status: string; message: string }>('/rest/credentials/test', {
			credentials: { id, name, type: 'portSipApi', data },
		});
	const green = async (data: object) => {
		const { status, message } = await test(data);
		assert.equal(status, 'OK', message);
	};
	const red = async (data: object, ...parts: RegExp[]) => {
		const { status, message } = await test(data);
		assert.equal(status, 'Error', `it is green: ${message}`);
		for (const part of parts) assert.match(message, part);
		const { password } = simulator.logins.systemAdmin;
		assert.ok(!message.includes(password), 'the message holds the password');
	};
	const admin = adminOf(simulator);

	await report.check(GROUP, 'green with the right fields', () => green(admin));
	await report.check(GROUP, 'green for a dealer and a user of a tenant', async () => {
		await green({ ...admin, ...simulator.logins.dealer });
		await green({ ...admin, ...simulator.logins.tenantUser, signInAs: 'tenantUser' });
	});
	await report.check(GROUP, 'green with /api at the end of the address', () =>
		green({ ...admin, baseUrl: `${simulator.url}/api/` }),
	);
	await report.check(GROUP, 'red for a wrong password, signed in once only', async () => {
		const before = simulator.counters.refusedLogins;
		await red({ ...admin, password: 'wrong-one' }, /refused the sign-in/, /Check Username/);
		assert.equal(simulator.counters.refusedLogins - before, 1);
	});
	await report.check(GROUP, 'red for a host that nobody listens on', async () => {
		const host = `127.0.0.1:${await freePort()}`;
		await red({ ...admin, baseUrl: `http://${host}` }, new RegExp(host.replaceAll('.', '\\.')));
	});
	await report.check(GROUP, 'red for an address that is no PBX', () =>
		red({ ...admin, baseUrl: context.server.url }, /Base URL/),
	);
	await report.check(GROUP, 'red for an account with a second factor', async () => {
		simulator.switches.twoFactor = true;
		try {
			await red(admin, /second factor/, /without two-factor/);
		} finally {
			simulator.switches.twoFactor = false;
		}
	});
	const secure = await startSimulator({ tls: true });
	try {
		await checkCertificate(context, secure, green, red);
	} finally {
		await secure.close();
	}
	simulator.reset();
	await report.check(GROUP, 'what is saved is not given out in clear', async () => {
		const saved = await saveCredential(rest, 'Read back', admin);
		const { data } = await rest.get(`/rest/credentials/${saved.id}?includeData=true`);
		assert.ok(!JSON.stringify(data).includes(admin.password), 'the password is readable');
	});
}

type Test = (data: object, ...parts: RegExp[]) => Promise<void>;

async function checkCertificate(
	{ report }: Context,
	secure: Simulator,
	green: Test,
	red: Test,
): Promise<void> {
	const admin = adminOf(secure);
	await report.check(GROUP, 'red for a certificate that is not trusted', () =>
		red(admin, /certificate/, /Ignore SSL Issues/),
	);
	await report.check(GROUP, 'green with Ignore SSL Issues', () =>
		green({ ...admin, ignoreSslIssues: true }),
	);
}
