/**
 * Runs a command for as long as its own standard input is open: `node guard.mjs COMMAND ARGS...`.
 * The runner holds the other end. Even if it is killed outright the pipe closes, and the command
 * ends with all its children. SIGUSR2 ends it as a power cut would: at once and unasked.
 */
import { spawn } from 'node:child_process';

const GRACE_MS = 8000;

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });

/** @param {NodeJS.Signals} signal */
function signalGroup(signal) {
	try {
		process.kill(-(/** @type {number} */ (child.pid)), signal);
	} catch {
		// The group is gone already.
	}
}

function end() {
	signalGroup('SIGTERM');
	setTimeout(() => signalGroup('SIGKILL'), GRACE_MS).unref();
}

process.stdin.resume().on('close', end).on('error', end);
process.on('SIGTERM', end);
process.on('SIGINT', end);
process.on('SIGUSR2', () => signalGroup('SIGKILL'));
child.on('error', (error) => {
	console.error(error.message);
	process.exit(127);
});
child.on('exit', (code, signal) => {
	signalGroup('SIGKILL');
	process.exit(code ?? (signal ? 1 : 0));
});
