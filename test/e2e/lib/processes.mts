import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const GUARD = path.join(import.meta.dirname, 'guard.mjs');

export interface Command {
	command: string;
	args: string[];
	env?: Record<string, string | undefined>;
	cwd?: string;
	/** File for everything that the command prints. */
	log: string;
}

/** A command that runs in the background and ends with this process at the latest. */
export class Background {
	private constructor(
		private readonly child: ChildProcess,
		readonly log: string,
	) {}

	static start({ command, args, env = {}, cwd, log }: Command): Background {
		const output = openSync(log, 'a');
		const child = spawn(process.execPath, [GUARD, command, ...args], {
			cwd,
			env: { ...process.env, ...env } as NodeJS.ProcessEnv,
			stdio: ['pipe', output, output],
		});
		closeSync(output);
		// The guard may be gone before its input is closed.
		child.stdin?.on('error', () => undefined);
		return new Background(child, log);
	}

	get ended(): boolean {
		return this.child.exitCode !== null || this.child.signalCode !== null;
	}

	/** @returns exit code */
	async end(seconds: number): Promise<number> {
		if (!this.ended) {
			const late = pause(seconds * 1000, 'late' as const, { ref: false });
			if ((await Promise.race([once(this.child, 'exit'), late])) === 'late') {
				await this.stop();
				throw new Error(`Not done within ${seconds} s; see ${this.log}\n${this.tail()}`);
			}
		}
		return this.child.exitCode ?? 1;
	}

	/** Ends the command and its children, and waits for it. */
	async stop(): Promise<void> {
		if (this.ended) return;
		this.child.stdin?.end();
		const exit = once(this.child, 'exit');
		await Promise.race([exit, pause(15_000, undefined, { ref: false })]);
		if (!this.ended) this.child.kill('SIGKILL');
	}

	/** Ends the command without giving it a chance to put anything in order. */
	async kill(): Promise<void> {
		const exit = once(this.child, 'exit');
		this.child.kill('SIGUSR2');
		await exit;
	}

	/** The last lines that it printed. */
	tail(lines = 15): string {
		return readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
	}
}

/** Runs a command to its end. */
export async function run(command: Command, seconds: number): Promise<void> {
	const job = Background.start(command);
	const code = await job.end(seconds);
	if (code !== 0)
		throw new Error(`${command.command} ended with ${code}; see ${command.log}\n${job.tail()}`);
}

/** A port of the loopback address that nobody listens on. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
