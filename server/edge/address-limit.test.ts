import assert from "node:assert/strict";
import { AppError } from "../errors.ts";
import { AddressLimit } from "./address-limit.ts";

describe("AddressLimit", () => {
  let nowMs = 0;
  const limit = () => {
    nowMs = 0;
    return new AddressLimit({ burst: 3, perSecond: 0.5 }, () => nowMs);
  };
  /** Seconds to wait, 0 where it passes. */
  const take = (of: AddressLimit, address: string): number => {
    let seconds = 0;
    const setHeader = (_name: string, value: unknown) => {
      seconds = Number(value);
    };
    try {
      of.take(address, { setHeader: setHeader as never });
      return 0;
    } catch (error) {
      assert.ok(error instanceof AppError && error.code === "request/too-many");
      return seconds;
    }
  };

  it("lets a burst through, says when to come back, and keeps to it", () => {
    const limited = limit();
    assert.deepEqual(
      [1, 2, 3, 4, 5].map(() => take(limited, "192.0.2.1")),
      [0, 0, 0, 2, 2],
    );
    nowMs += 2000;
    assert.deepEqual(
      [1, 2].map(() => take(limited, "192.0.2.1")),
      [0, 2],
    );
    nowMs += 3_600_000;
    assert.deepEqual(
      [1, 2, 3, 4].map(() => take(limited, "192.0.2.1")),
      [0, 0, 0, 2],
      "an hour of quiet saves up no more than the burst",
    );
  });

  it("counts each address alone, and a whole IPv6 network of one customer as one", () => {
    const limited = limit();
    for (let i = 0; i < 3; i++) assert.equal(take(limited, "192.0.2.1"), 0);
    assert.equal(take(limited, "192.0.2.2"), 0);
    for (const address of ["2001:db8:1:2::1", "2001:db8:1:2:ffff::2", "2001:db8:1:2:3:4:5:6"]) assert.equal(take(limited, address), 0);
    assert.equal(take(limited, "2001:db8:1:2::9"), 2);
    assert.equal(take(limited, "2001:db8:1:3::9"), 0);
    assert.equal(take(limited, "::1"), 0);
  });

  it("remembers a bounded number of addresses, the busiest longest", () => {
    const limited = limit();
    for (let i = 0; i < 3; i++) take(limited, "192.0.2.1");
    for (let i = 0; i < 60_000; i++) {
      take(limited, `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
      if (i % 1000 === 0) assert.equal(take(limited, "192.0.2.1"), 2);
    }
  });
});
