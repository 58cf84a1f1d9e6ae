#!/usr/bin/env python3
"""Play the VN2 inventory contest on past weeks through the program, beside a plain mean, and print one line a window.

usage: contest.py --data DIR --program forecasting --work DIR [--starts 149,141,133,125,117,109,101,93] [NAME=VALUE ...]

DIR is the contest's data in the import form. NAME=VALUE are settings of the run. Each window: an order on each of six Mondays, on the shelf two weeks later;
what is missed is lost; 0.2 a unit left at the end of a week, 1.0 a unit missed, weeks three to eight scored, over the store-products that were in stock in all of them.
Start: 1.5 weeks of the mean of the last 13 on hand and one week's on its way for each of the first two Mondays. The yardstick orders up to four weeks of that mean, whole units.
"""
import argparse, csv, datetime, glob, gzip, math, os, shutil, subprocess, sys

FIRST = datetime.date(2021, 4, 12)
MASTER = ("items.csv", "locations.csv", "suppliers.csv", "settings.json")


def day(week):
    return (FIRST + datetime.timedelta(7 * week)).isoformat()


def whole(units):
    return math.floor(units + 0.5)


def table(path, column):
    rows = {}
    with gzip.open(path, "rt") as file:
        for row in csv.DictReader(file):
            rows.setdefault((row["location"], row["sku"]), {})[row["date"]] = float(row[column] or 0)
    return rows


class Contest:
    def __init__(self, arguments):
        self.arguments = arguments
        self.sales = table(os.path.join(arguments.data, "sales.csv.gz"), "quantity")
        self.in_stock = table(os.path.join(arguments.data, "availability.csv.gz"), "in_stock")

    def mean(self, key, week):
        return sum(self.sales[key].get(day(w), 0) for w in range(week - 13, week)) / 13

    def orders(self, week, stock, due):
        """What the program orders on the Monday of a week, by store and product."""
        data, out = os.path.join(self.arguments.work, "data"), os.path.join(self.arguments.work, "out")
        for folder in (data, out):
            shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(data)
        for name in MASTER:
            with open(os.path.join(self.arguments.data, name)) as source, open(os.path.join(data, name), "w") as copy:
                copy.write(source.read())
        files = {
            "sales.csv": ("date,location,sku,quantity", ((d, *k, f"{q:g}") for k, v in self.sales.items() for d, q in v.items() if d < day(week))),
            "availability.csv": ("date,location,sku,in_stock", ((d, *k, f"{q:g}") for k, v in self.in_stock.items() for d, q in v.items() if d < day(week))),
            "stock.csv": ("date,location,sku,on_hand", ((day(week), *k, f"{q:g}") for k, q in stock.items())),
            "open_orders.csv": ("order_id,location,sku,quantity,due_date",
                                ((f"T{w}-{k[0]}-{k[1]}", *k, f"{q:g}", day(w)) for k, v in due.items() for w, q in v if w >= week and q > 0)),
        }
        for name, (header, rows) in files.items():
            with open(os.path.join(data, name), "w") as file:
                file.write(header + "\n")
                file.writelines(",".join(row) + "\n" for row in rows)
        command = [self.arguments.program, "run", "--data", data, "--out", out, "--as-of", day(week)]
        for setting in self.arguments.settings:
            command += ["--set", setting]
        run = subprocess.run(command, capture_output=True, text=True)
        published = glob.glob(os.path.join(out, "*", "reorder.csv"))
        if not published:
            sys.exit(run.stdout + run.stderr)
        with open(published[0]) as file:
            return {(r["ship_to_location"], r["sku"]): float(r["quantity"]) for r in csv.DictReader(file) if r["action"] == "create"}

    def play(self, start, scored, decide):
        """Cost of the units held and missed of the scored store-products."""
        stock = {k: whole(1.5 * self.mean(k, start)) for k in self.sales}
        due = {k: [(start, whole(self.mean(k, start))), (start + 1, whole(self.mean(k, start)))] for k in self.sales}
        held = missed = 0.0
        for week in range(start, start + 8):
            if week < start + 6:
                for key, units in decide(week, stock, due).items():
                    due[key].append((week + 2, units))
            for key in stock:
                stock[key] += sum(units for w, units in due[key] if w == week)
                wanted = self.sales[key].get(day(week), 0)
                sold = min(wanted, stock[key])
                stock[key] -= sold
                if week >= start + 2 and key in scored:
                    held, missed = held + 0.2 * stock[key], missed + wanted - sold
        return held, missed

    def cover(self, week, stock, due):
        return {k: max(0, whole(4 * self.mean(k, week) - stock[k] - sum(u for w, u in due[k] if w >= week))) for k in stock}

    def window(self, start):
        scored = {k for k in self.sales if all(self.in_stock[k].get(day(start + w), 0) == 1 for w in range(2, 8))}
        plain, plan = self.play(start, scored, self.cover), self.play(start, scored, self.orders)
        ratio = sum(plan) / sum(plain)
        print(f"{start} {len(scored)} mean {plain[0]:.0f} + {plain[1]:.0f} = {sum(plain):.0f} plan {plan[0]:.0f} + {plan[1]:.0f} = {sum(plan):.0f} ratio {ratio:.3f}", flush=True)
        return sum(plain), sum(plan)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--data", "--program", "--work"):
        parser.add_argument(name, required=True)
    parser.add_argument("--starts", default="149,141,133,125,117,109,101,93")
    parser.add_argument("settings", nargs="*")
    arguments = parser.parse_args()
    costs = [Contest(arguments).window(int(start)) for start in arguments.starts.split(",")]
    print(f"mean ratio {sum(b / a for a, b in costs) / len(costs):.4f}, of the totals {sum(b for _, b in costs) / sum(a for a, _ in costs):.4f}")


if __name__ == "__main__":
    main()
