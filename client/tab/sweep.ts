import { keepSweeping } from './lease.ts';

// The script of the server's documents: they too erase what closed tabs left.
keepSweeping();
