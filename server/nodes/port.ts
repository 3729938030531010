/** This node's right to run a class, until it is disposed, which never fails. */
export type Claim = AsyncDisposable;

/** Who runs which class: one that runs is whole on one node. */
export type Nodes = {
  /**
   * Takes a class for this node, also one that it is just giving back. Refuses with `stopping` while another node runs it:
   * browsers come back by themselves, as when a server stops. `lost` is called, once, when another node may have it from now
   * on: it must end here at once.
   */
  claim(classId: string, lost: () => void): Promise<Claim>;
};
