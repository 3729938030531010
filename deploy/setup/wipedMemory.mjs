/**
 * What the environment of the server says to the C library: memory is overwritten when it is freed, and none is set aside before that
 * (mallopt(3), M_PERTURB; glibc's tunables). Without, what passed through Node's own C++ stays readable in its memory for as long as
 * that place is not used again. Another C library takes no notice of it.
 */
export const wipedMemory = { GLIBC_TUNABLES: 'glibc.malloc.perturb=90:glibc.malloc.tcache_count=0' };
