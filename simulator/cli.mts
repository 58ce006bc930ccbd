import { parseArgs, type ParseArgsConfig } from 'node:util';

import { startSimulator, type SimulatorOptions } from './server.mts';
import { defaultSwitches } from './switches.mts';

const defaults: SimulatorOptions = { port: 8887, tls: false, ...defaultSwitches() };

const toKebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** How a switch is written: one that is on by default is put off by `--no-NAME`. */
function optionOf(name: string): string {
	const isOn = defaults[name as keyof SimulatorOptions] === true;
	return `${isOn ? 'no-' : ''}${toKebab(name)}`;
}

/** Reads one option; numbers and lists are written as JSON. */
function readValue(name: string, text: string | boolean): unknown {
	const known = defaults[name as keyof SimulatorOptions];
	if (typeof known === 'boolean') return !known;
	if (typeof known === 'string') return text;
	try {
		return JSON.parse(String(text));
	} catch {
		throw new Error(`--${toKebab(name)} cannot be read from "${text}"`);
	}
}

function help(): string {
	const lines = Object.entries(defaults).map(([name, value]) =>
		typeof value === 'boolean'
			? `  --${optionOf(name)}`
			: `  ${`--${optionOf(name)} VALUE`.padEnd(36)} default ${JSON.stringify(value)}`,
	);
	return [
		'Starts a simulated PBX on 127.0.0.1. The README beside this file describes each option.',
		'',
		...lines,
		'  --help',
	].join('\n');
}

/** @throws Error on an option that does not exist or cannot be read */
function readOptions(args: string[]): Partial<SimulatorOptions> | 'help' {
	const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean' } };
	for (const [name, value] of Object.entries(defaults)) {
		options[optionOf(name)] = { type: typeof value === 'boolean' ? 'boolean' : 'string' };
	}
	const { values } = parseArgs({ args, options });
	if (values.help) return 'help';
	const result: Record<string, unknown> = { port: defaults.port };
	for (const name of Object.keys(defaults)) {
		const value = values[optionOf(name)] as string | boolean | undefined;
		if (value !== undefined) result[name] = readValue(name, value);
	}
	return result as Partial<SimulatorOptions>;
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options === 'help') {
		console.log(help());
		return;
	}
	const simulator = await startSimulator(options);
	const { systemAdmin, dealer, tenantUser } = simulator.logins;
	console.log(`Simulated PBX at ${simulator.url}, API below ${simulator.url}/api
Control endpoint at ${simulator.url}/_control/
Sample logins:
  system administrator  ${systemAdmin.username} / ${systemAdmin.password}
  dealer                ${dealer.username} / ${dealer.password}
  tenant administrator  ${tenantUser.username} / ${tenantUser.password}, domain ${tenantUser.domain}
Switches: ${JSON.stringify(simulator.switches, null, 2)}`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void simulator.close());
	}
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
